namespace X402;

/// <summary>Why a payment is refused: a stable code for programs, and the field, what was expected and what came for people.</summary>
/// <param name="Code">A code of <see cref="ErrorCodes"/>, or a peer's.</param>
/// <param name="Field">The field at fault, such as <c>authorization.value</c>; null when it is the whole.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Actual">What came. Never a signature or a key.</param>
/// <param name="Detail">A whole sentence instead of the three parts, such as a node's revert text.</param>
public sealed record PaymentError(string Code, string? Field = null, string? Expected = null, string? Actual = null, string? Detail = null)
{
    /// <summary>One line: field, actual and expected, or the detail; null when there is nothing to say beyond the code.</summary>
    public string? Message =>
        Detail ?? (Field is null ? null : Expected is null ? $"{Field} is {Actual ?? "missing"}" : $"{Field} is {Actual ?? "missing"}, expected {Expected}");

    /// <summary>Code and message.</summary>
    public override string ToString() => Message is null ? Code : $"{Code}: {Message}";
}
