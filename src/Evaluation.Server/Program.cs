using Evaluation.Server.Imports;
using Evaluation.Server.Postgres;
using Evaluation.Server.Store;

await using var db = await Database.OpenAsync(Console.WriteLine, default);
var sw = System.Diagnostics.Stopwatch.StartNew();
await using var app = Evaluation.Server.Web.Application.Build(db.ConnectionString, StoreRole.Server, "http://127.0.0.1:5080");
await app.StartAsync();
Console.WriteLine($"started {sw.ElapsedMilliseconds}");
using var scope = app.Services.CreateScope();
var (history, faults) = await HistoryLoader.ReadAsync(args[0], default);
foreach (var f in faults) Console.WriteLine(f);
if (history is not null)
{
    await scope.ServiceProvider.GetRequiredService<HistoryLoader>().LoadAsync(history, new Progress<LoadProgress>(p => { if (p.Done % 200 == 0) Console.WriteLine($"{p.Done}/{p.Total} {sw.ElapsedMilliseconds}"); }), default);
    Console.WriteLine($"loaded {sw.ElapsedMilliseconds}");
}
if (args.Length > 1) { Console.WriteLine("serving"); await app.WaitForShutdownAsync(); }
await app.StopAsync(); return 0;
