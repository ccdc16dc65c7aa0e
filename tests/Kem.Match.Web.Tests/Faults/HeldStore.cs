using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>The application with one second's patience when somebody else holds its database, so that the tests need not wait ten.</summary>
internal sealed class HurriedApp : KemApp
{
    /// <summary>Takes the database for writing, as a backup program or a forgotten console does, until it is let go of.</summary>
    public async Task<IDisposable> HoldStoreAsync()
    {
        var other = new SqliteConnection(await WithDb(db => Task.FromResult(db.Database.GetConnectionString())) + ";Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return other;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("ConnectionStrings:Kem", builder.GetSetting("ConnectionStrings:Kem") + ";Default Timeout=1");
    }
}
