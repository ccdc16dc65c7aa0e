using Kem.Match.Web.Data;
using Kem.Match.Web.Features;
using Kem.Match.Web.Features.Account;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Demo;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Reminders.Simulation;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Features.Suggestions;
using Kem.Match.Web.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

if (args is [EvaluateCommand.Name, .. var evaluation]) return EvaluateCommand.Run(evaluation, Console.Out, Console.Error);
if (args is [TrainCommand.Name, .. var training]) return TrainCommand.Run(training, Console.Out, Console.Error);
if (args is [ScoreCommand.Name, .. var scoring]) return ScoreCommand.Run(scoring, Console.Out, Console.Error);
if (args is [ExportCommand.Name, .. var export]) return ExportCommand.Run(export, Console.Out, Console.Error);
if (args is [ImportCommand.Name, .. var import]) return ImportCommand.Run(import, Console.Out, Console.Error);
if (args is [AddUserCommand.Name, .. var user]) return await AddUserCommand.RunAsync(user);
if (args is [VerifyCommand.Name, .. var verification]) return await VerifyCommand.RunAsync(verification, Console.Out, Console.Error);
if (args is [SimulateCommand.Name, .. var simulation]) return await SimulateCommand.RunAsync(simulation, Console.Out, Console.Error);
if (args is [DeliverCommand.Name, .. var options]) return await DeliverCommand.RunAsync(options);

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddKemDb(builder.Configuration, builder.Environment);
builder.Services.AddAccounts(builder.Configuration, builder.Environment);
builder.Services.AddScoped<DemoData>();
builder.Services.AddSuggestions(builder.Configuration, builder.Environment);
builder.Services.AddOutbox(builder.Configuration, builder.Environment);
builder.Services.AddAgreements();
builder.Services.AddEvidence(builder.Configuration);
builder.Services.AddTimetable();
builder.Services.AddWatchdog(builder.Configuration);
builder.Services.AddPages(builder.Configuration);

var app = builder.Build();

if (!await StartUp.PrepareAsync(app)) return StartUp.CouldNotStart;

app.UsePages();
app.MapControllers();
await app.RunAsync();
return 0;

public partial class Program;
