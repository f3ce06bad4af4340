using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class SettleTests
{
    private static Task<Shop> OpenAsync(FakeFacilitator facilitator, Action<PaymentTerms>? terms = null) =>
        Shop.OpenAsync((app, shop) => app.MapGet("/w", shop.Handle).RequirePayment("$0.01", terms), facilitator);

    [Fact]
    public async Task Failure_is_402_with_the_receipt_and_the_payment_may_be_tried_again()
    {
        var facilitator = new FakeFacilitator();
        facilitator.OnSettle = (request, call, _) => new(call == 1
            ? FakeFacilitator.Failure(request, ErrorCodes.ExactEvmInsufficientBalance)
            : FakeFacilitator.Success(request));
        await using var shop = await OpenAsync(facilitator);
        var payment = await shop.BuyAsync("/w");
        using var failed = await shop.GetAsync("/w", payment);
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal((HttpStatusCode.PaymentRequired, HttpStatusCode.OK), (failed.StatusCode, again.StatusCode));
        Assert.Equal(ErrorCodes.ExactEvmInsufficientBalance, Buyer.Receipt(failed).ErrorReason);
        Assert.Null(Buyer.Header(failed, PaymentHeaders.PaymentRequired));
        Assert.DoesNotContain("sunny", await failed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_leaves_no_header_of_the_discarded_answer()
    {
        var facilitator = new FakeFacilitator { OnSettle = (request, _, _) => new(FakeFacilitator.Failure(request, "no")) };
        await using var shop = await Shop.OpenAsync((app, _) =>
        {
            app.Use((context, next) =>
            {
                context.Response.Headers["X-Outer"] = "kept";
                return next(context);
            });
            app.MapGet("/w", async context =>
            {
                context.Response.StatusCode = 201;
                context.Response.ContentType = "image/png";
                context.Response.ContentLength = 12;
                context.Response.Cookies.Append("session", "secret");
                context.Response.Headers.ETag = "\"1\"";
                context.Response.Headers.Location = "/secret";
                context.Response.Headers["X-Answer"] = "42";
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers["X-Late"] = "1";
                    return Task.CompletedTask;
                });
                await context.Response.StartAsync();
                await context.Response.WriteAsync("twelve bytes");
                await context.Response.CompleteAsync();
            }).RequirePayment("$0.01");
        }, facilitator);
        using var failed = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.PaymentRequired, failed.StatusCode);
        Assert.Equal("kept", Buyer.Header(failed, "X-Outer"));
        Assert.All(["Set-Cookie", "ETag", "Location", "X-Answer", "X-Late"], name => Assert.Null(Buyer.Header(failed, name)));
        Assert.Equal("application/json", failed.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("twelve", await failed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Success_sends_the_whole_answer_of_the_handler()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", async context =>
        {
            context.Response.StatusCode = 201;
            context.Response.Cookies.Append("session", "yours");
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Late"] = "1";
                return Task.CompletedTask;
            });
            await context.Response.StartAsync();
            await context.Response.Body.WriteAsync("to the "u8.ToArray());
            await context.Response.BodyWriter.WriteAsync("buyer"u8.ToArray());
        }).RequirePayment("$0.01"));
        using var served = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.Created, served.StatusCode);
        Assert.Equal("1", Buyer.Header(served, "X-Late"));
        Assert.Contains("session=yours", Buyer.Header(served, "Set-Cookie"), StringComparison.Ordinal);
        Assert.Equal("to the buyer", await served.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(12, served.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(500)]
    public async Task Answer_of_400_or_above_is_not_charged_and_the_payment_is_free_again(int status)
    {
        var first = true;
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", () =>
        {
            var code = first ? status : 200;
            first = false;
            return Results.Text(shop.Handle(), statusCode: code);
        }).RequirePayment("$0.01"));
        var payment = await shop.BuyAsync("/w");
        using var failed = await shop.GetAsync("/w", payment);
        Assert.Equal(status, (int)failed.StatusCode);
        Assert.Equal(0, shop.Facilitator.Settled);
        Assert.Null(Buyer.Header(failed, PaymentHeaders.PaymentResponse));
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(1, shop.Facilitator.Settled);
    }

    [Fact]
    public async Task Answer_of_400_or_above_is_charged_where_the_route_says_so()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", () => Results.NotFound()).RequirePayment("$0.01", terms => terms.ChargeOnError = true));
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(Buyer.Receipt(response).Success);
    }

    [Fact]
    public async Task Handler_that_throws_is_not_charged_and_its_error_page_is_seen()
    {
        var first = true;
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("sorry")));
            app.MapGet("/w", async context =>
            {
                context.Response.Headers["X-Secret"] = "1";
                await context.Response.WriteAsync("half");
                if (first)
                {
                    first = false;
                    throw new InvalidOperationException("bug");
                }
                shop.Handle();
            }).RequirePayment("$0.01");
        });
        var payment = await shop.BuyAsync("/w");
        using var failed = await shop.GetAsync("/w", payment);
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal("sorry", await failed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(Buyer.Header(failed, "X-Secret"));
        Assert.Equal(0, shop.Facilitator.Settled);
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Buyer_who_hangs_up_does_not_cancel_the_settlement()
    {
        var settling = new TaskCompletionSource();
        var hungUp = new TaskCompletionSource();
        var settled = new TaskCompletionSource<bool>();
        var facilitator = new FakeFacilitator
        {
            OnSettle = async (request, _, token) =>
            {
                settling.SetResult();
                await hungUp.Task;
                settled.SetResult(token.IsCancellationRequested);
                return FakeFacilitator.Success(request);
            },
        };
        var aborted = new TaskCompletionSource();
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/w", (HttpContext context) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            return shop.Handle();
        }).RequirePayment("$0.01"), facilitator);
        var payment = await shop.BuyAsync("/w");
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, shop.BaseUrl + "/w");
        request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, payment);
        using var cancel = new CancellationTokenSource();
        var pending = client.SendAsync(request, cancel.Token);
        await settling.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await aborted.Task;
        hungUp.SetResult();

        Assert.False(await settled.Task);
    }

    [Fact]
    public async Task Pending_settlement_is_asked_once_more_and_can_then_succeed()
    {
        var facilitator = new FakeFacilitator();
        facilitator.OnSettle = (request, call, _) => new(call == 1
            ? FakeFacilitator.Failure(request, ErrorCodes.SettlementPending, "0xabc")
            : FakeFacilitator.Success(request));
        await using var shop = await OpenAsync(facilitator);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, facilitator.Settled);
    }

    [Fact]
    public async Task Settlement_pending_twice_is_402_that_says_so_and_the_payment_stays_taken()
    {
        var facilitator = new FakeFacilitator { OnSettle = (request, _, _) => new(FakeFacilitator.Failure(request, ErrorCodes.SettlementPending, "0xabc")) };
        await using var shop = await OpenAsync(facilitator);
        var payment = await shop.BuyAsync("/w");
        using var response = await shop.GetAsync("/w", payment);
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal((HttpStatusCode.PaymentRequired, HttpStatusCode.Conflict), (response.StatusCode, again.StatusCode));
        Assert.Equal((ErrorCodes.SettlementPending, "0xabc"), (Buyer.Receipt(response).ErrorReason, Buyer.Receipt(response).Transaction));
        Assert.Equal("0xabc", Buyer.Receipt(again).Transaction);
        Assert.Null(Buyer.Header(response, PaymentHeaders.PaymentRequired));
        Assert.Equal((2, 1), (facilitator.Settled, shop.Handled));
    }

    [Fact]
    public async Task Settlement_without_an_answer_is_unknown_and_the_payment_stays_taken()
    {
        var facilitator = new FakeFacilitator { OnSettle = (_, _, _) => throw new FacilitatorUnavailableException("settle timed out at https://inner.example") };
        await using var shop = await OpenAsync(facilitator);
        var payment = await shop.BuyAsync("/w");
        using var response = await shop.GetAsync("/w", payment);
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal((HttpStatusCode.PaymentRequired, HttpStatusCode.Conflict), (response.StatusCode, again.StatusCode));
        Assert.Equal(ErrorCodes.SettlementPending, Buyer.Receipt(response).ErrorReason);
        Assert.DoesNotContain("inner", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((1, 1), (facilitator.Settled, shop.Handled));
    }

    [Fact]
    public async Task Settlement_that_breaks_is_500_without_the_answer_and_the_payment_stays_taken()
    {
        var facilitator = new FakeFacilitator { OnSettle = (_, _, _) => throw new InvalidOperationException("bug") };
        await using var shop = await OpenAsync(facilitator);
        var payment = await shop.BuyAsync("/w");
        using var response = await shop.GetAsync("/w", payment);
        using var again = await shop.GetAsync("/w", payment);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.Conflict), (response.StatusCode, again.StatusCode));
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Settle_first_route_settles_before_its_handler_and_streams()
    {
        var read = new TaskCompletionSource();
        var settledBefore = 0;
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/s", async context =>
        {
            settledBefore = shop.Facilitator.Settled;
            await context.Response.WriteAsync("first ");
            await context.Response.Body.FlushAsync();
            await read.Task;
            await context.Response.WriteAsync("second");
        }).RequirePayment("$0.01", terms => terms.SettleFirst = true));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/s");
        request.Headers.TryAddWithoutValidation(PaymentHeaders.PaymentSignature, await shop.BuyAsync("/s"));
        using var response = await shop.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(1, settledBefore);
        Assert.True(Buyer.Receipt(response).Success);
        read.SetResult();
        Assert.Equal("first second", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Settle_first_route_that_cannot_settle_does_not_run_its_handler()
    {
        var facilitator = new FakeFacilitator { OnSettle = (request, _, _) => new(FakeFacilitator.Failure(request, "no")) };
        await using var shop = await OpenAsync(facilitator, terms => terms.SettleFirst = true);
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Settle_first_receipt_survives_an_exception_handler()
    {
        await using var shop = await Shop.OpenAsync((app, _) =>
        {
            app.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("sorry")));
            app.MapGet("/w", string () => throw new InvalidOperationException("bug")).RequirePayment("$0.01", terms => terms.SettleFirst = true);
        });
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.True(Buyer.Receipt(response).Success);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_above_the_cap_is_not_charged_even_when_the_handler_hides_the_error(bool hides)
    {
        await using var shop = await Shop.OpenAsync((app, shop) => app.MapGet("/big", async context =>
        {
            shop.Handle();
            try
            {
                await context.Response.WriteAsync(new string('x', 2000));
            }
            catch (InvalidOperationException) when (hides)
            {
            }
        }).RequirePayment("$0.01"), o => o.MaxResponseBufferBytes = 1000);
        using var response = await shop.GetAsync("/big", await shop.BuyAsync("/big"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal((1, 0), (shop.Handled, shop.Facilitator.Settled));
    }

    [Fact]
    public async Task Answer_shorter_than_it_declares_is_not_charged()
    {
        await using var shop = await Shop.OpenAsync((app, _) => app.MapGet("/w", async context =>
        {
            context.Response.ContentLength = 12;
            await context.Response.WriteAsync("short");
        }).RequirePayment("$0.01"));
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal((HttpStatusCode.InternalServerError, 0), (response.StatusCode, shop.Facilitator.Settled));
    }

    [Fact]
    public async Task Paid_answer_is_not_kept_by_the_output_cache()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseOutputCache();
            app.MapGet("/w", shop.Handle).RequirePayment("$0.01").CacheOutput();
        }, build: builder => builder.Services.AddOutputCache());
        using var paid = await shop.GetAsync("/w", await shop.BuyAsync("/w"));
        using var unpaid = await shop.GetAsync("/w");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (paid.StatusCode, unpaid.StatusCode));
    }
}
