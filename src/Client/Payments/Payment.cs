namespace X402.Client;

/// <summary>A signed payment that may have left the process.</summary>
/// <param name="Key">Which request and which requirement it is for.</param>
/// <param name="Header">Name of the header that carries it.</param>
/// <param name="Value">The header's value: a bearer payment, never logged.</param>
/// <param name="Reservation">Its part of the budget.</param>
/// <param name="Choice">What it pays.</param>
internal sealed record Payment(RequestKey Key, string Header, string Value, SpendReservation Reservation, Choice Choice)
{
    public override string ToString() => $"{Choice.Describe()} until {Reservation.ValidUntil:O}";
}
