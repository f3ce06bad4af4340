using System.Diagnostics.Metrics;

namespace X402.Core.Tests;

public sealed class X402DiagnosticsTests
{
    [Fact]
    public void Instruments_have_the_names_and_units_that_dashboards_rely_on()
    {
        Instrument[] instruments =
            [X402Diagnostics.Payments, X402Diagnostics.VerifyDuration, X402Diagnostics.SettleDuration, X402Diagnostics.ClientPayments];

        Assert.Equal(
            ["x402.payments {payment}", "x402.verify.duration s", "x402.settle.duration s", "x402.client.payments {payment}"],
            instruments.Select(instrument => $"{instrument.Name} {instrument.Unit}"));
        Assert.All(instruments, instrument => Assert.Equal("X402", instrument.Meter.Name));
        Assert.Equal("X402", X402Diagnostics.Source.Name);
    }
}
