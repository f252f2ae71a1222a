using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features;
using RocketTrainer.Web.Hosting;
using RocketTrainer.Web.Jobs;

var builder = WebApplication.CreateBuilder(args);
builder.UseDefaultAddress();
builder.AddErrors();
builder.AddAccess();
builder.AddStorage();
builder.AddScheduling();
builder.AddPages();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddBallchasing(builder.Configuration, builder.Environment.IsDevelopment());
builder.Services.AddImporting(builder.Configuration);
builder.Services.AddReplays();

var app = builder.Build();
await app.MigrateDatabaseAsync();
app.UseSecurityHeaders();
app.UseErrors();
app.UseAccess();
app.MapHealth();
app.MapApi();
app.MapPages();
await app.RunAsync();
