using X402.Benchmarks;

return MeasuredRun.Start(args);
