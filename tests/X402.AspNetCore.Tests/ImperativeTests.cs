using X402.AspNetCore.Tests.Support;

namespace X402.AspNetCore.Tests;

public sealed class ImperativeTests
{
    private static Task<Shop> OpenAsync(FakeFacilitator? facilitator = null) => Shop.OpenAsync((app, shop) =>
    {
        app.MapGet("/now", async (HttpContext context) =>
        {
            if (await context.RequirePaymentAsync("$0.05") is not { } payment)
                return Results.Empty;
            return Results.Text(shop.Handle() + payment.Settlement!.Success);
        });
        app.MapGet("/after/{status:int}", (HttpContext context, IPaymentGate gate, int status) =>
            gate.RunAsync(context, new PaymentTerms(Price.Parse("$0.07")), async paid =>
            {
                paid.Response.StatusCode = status;
                await paid.Response.WriteAsync(shop.Handle());
            }));
    }, facilitator ?? new());

    [Fact]
    public async Task Unpaid_call_is_refused_with_the_price()
    {
        await using var shop = await OpenAsync();
        using var now = await shop.GetAsync("/now");
        using var after = await shop.GetAsync("/after/200");

        Assert.Equal((HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired), (now.StatusCode, after.StatusCode));
        Assert.Equal(("50000", "70000"), (Buyer.Quote(now).Accepts[0].Amount, Buyer.Quote(after).Accepts[0].Amount));
        Assert.Equal(0, shop.Handled);
    }

    [Fact]
    public async Task Required_payment_is_settled_when_the_handler_goes_on()
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync("/now", await shop.BuyAsync("/now"));

        Assert.Equal("sunnyTrue", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(Buyer.Receipt(response).Success);
        Assert.Equal("private", Buyer.Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Required_payment_that_does_not_settle_is_refused()
    {
        await using var shop = await OpenAsync(new() { OnSettle = (request, _, _) => new(FakeFacilitator.Failure(request, "no")) });
        using var response = await shop.GetAsync("/now", await shop.BuyAsync("/now"));

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(("no", 0), (Buyer.Receipt(response).ErrorReason, shop.Handled));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(404, 0)]
    public async Task Handler_run_by_the_gate_is_charged_for_success_only(int status, int settled)
    {
        await using var shop = await OpenAsync();
        using var response = await shop.GetAsync($"/after/{status}", await shop.BuyAsync($"/after/{status}"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((1, settled), (shop.Handled, shop.Facilitator.Settled));
    }

    [Fact]
    public async Task FreeWhen_is_refused_where_it_could_only_be_ignored()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.MapGet("/now", async (HttpContext context) =>
            {
                var error = await Assert.ThrowsAsync<ArgumentException>(
                    async () => await context.RequirePaymentAsync("$0.05", terms => terms.FreeWhen = _ => ValueTask.FromResult(true)));
                return error.ParamName;
            });
            app.MapGet("/run", (HttpContext context, IPaymentGate gate) => gate.RunAsync(context,
                new PaymentTerms(Price.Parse("$0.05")) { FreeWhen = _ => ValueTask.FromResult(true) }, free => free.Response.WriteAsync(shop.Handle())));
        });

        Assert.Equal("terms", await shop.Http.GetStringAsync("/now", TestContext.Current.CancellationToken));
        Assert.Equal("sunny", await shop.Http.GetStringAsync("/run", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Required_payment_opens_one_request_only()
    {
        await using var shop = await OpenAsync();
        var payment = await shop.BuyAsync("/now");
        using var first = await shop.GetAsync("/now", payment);
        using var again = await shop.GetAsync("/now", payment);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Paid_endpoint_run_twice_in_one_request_is_sold_twice()
    {
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseRouting();
            app.Use(async (HttpContext context, RequestDelegate next) =>
            {
                await next(context);
                if (context.Response.StatusCode == 200)
                    await next(context);
            });
            app.MapGet("/w", (RequestDelegate)(context =>
            {
                shop.Handle();
                return Task.CompletedTask;
            })).RequirePayment("$0.01");
        });
        using var response = await shop.GetAsync("/w", await shop.BuyAsync("/w"));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(1, shop.Handled);
    }

    [Fact]
    public async Task Endpoint_set_by_hand_is_still_sold()
    {
        Endpoint? paid = null;
        await using var shop = await Shop.OpenAsync((app, shop) =>
        {
            app.UseRouting();
            app.Use((HttpContext context, RequestDelegate next) =>
            {
                context.SetEndpoint(paid ??= app.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints[0]);
                return next(context);
            });
            app.MapGet("/w", shop.Handle).RequirePayment("$0.01");
        });
        using var response = await shop.GetAsync("/elsewhere");

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(0, shop.Handled);
    }
}
