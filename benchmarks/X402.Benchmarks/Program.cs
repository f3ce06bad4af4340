using X402.Benchmarks;

// Each command in a class of its own: a server that is measured never loads BenchmarkDotNet.
return args switch
{
    ["serve", .. var rest] => await Serve.RunAsync(rest),
    ["payments", .. var rest] => await PaymentsCommand.RunAsync(rest),
    ["startup", .. var rest] => await StartUp.RunAsync(rest),
    _ => MeasuredRun.Start(args),
};
