namespace X402.Evm;

/// <summary>A member of an EIP-712 struct.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">An atomic type (<c>uint256</c>, <c>address</c>, <c>bytes32</c>, <c>bool</c>, …), <c>bytes</c>, <c>string</c>, a struct, or an array of one of them.</param>
public sealed record TypedDataField(string Name, string Type);
