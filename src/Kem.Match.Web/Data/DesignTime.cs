using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Kem.Match.Web.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the application.</summary>
internal sealed class SqliteAtDesignTime : IDesignTimeDbContextFactory<SqliteKemDb>
{
    public SqliteKemDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite("Data Source=design.db").Options);
}

/// <inheritdoc cref="SqliteAtDesignTime"/>
internal sealed class PostgresAtDesignTime : IDesignTimeDbContextFactory<PostgresKemDb>
{
    public PostgresKemDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresKemDb>().UseNpgsql("Host=localhost").Options);
}
