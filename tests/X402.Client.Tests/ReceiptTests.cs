using System.Net;
using X402.Protocol;

namespace X402.Client.Tests;

public sealed class ReceiptTests
{
    [Fact]
    public void Receipt_is_read_from_either_header_v2_first()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Headers.Add(PaymentHeaders.XPaymentResponse, Receipt("v1"));
        Assert.Equal("v1", response.GetPaymentReceipt()!.Transaction);
        response.Headers.Add(PaymentHeaders.PaymentResponse, Receipt("v2"));
        Assert.Equal("v2", response.GetPaymentReceipt()!.Transaction);
        Assert.Equal(PaymentStatus.Settled, response.GetPaymentStatus());
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    public void Garbage_is_no_receipt(string header)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentResponse, header);
        Assert.Null(response.GetPaymentReceipt());
        Assert.Equal(PaymentStatus.None, response.GetPaymentStatus());
    }

    [Fact]
    public void Two_receipts_are_none()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Headers.Add(PaymentHeaders.PaymentResponse, [Receipt("a"), Receipt("b")]);
        Assert.Null(response.GetPaymentReceipt());
    }

    private static string Receipt(string transaction) =>
        PaymentHeaderCodec.Encode(new SettleResponse { Success = true, Transaction = transaction, Network = Offers.Base });
}
