using System.Security.Cryptography;
using System.Text.Json;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Account;

/// <summary>
/// <c>add-user --role coordinator --municipality 0219 --organisation "Integrationsteamet" --name "…" --email … --phone …</c>
/// adds a person, and the municipality and the organisation if they are new, and prints a password once. This is how an
/// installation gets its first people: it has no default account.
/// </summary>
public static class AddUserCommand
{
    public const string Name = "add-user";

    private const string Usage =
        "add-user --role coordinator|association|company|administrator|programme-lead --municipality CODE --name NAME --email ADDRESS [--organisation NAME] [--title TITLE] [--phone PHONE]";

    private const int Refused = 2;
    private const int PasswordLength = 20;
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static async Task<int> RunAsync(string[] options)
    {
        if (options.Length % 2 != 0) return Refuse(Usage);

        var given = options.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        string Get(string option) => given.GetValueOrDefault(option, "").Trim();

        if (!Roles.All.Contains(Get("--role")) || Get("--name").Length == 0) return Refuse(Usage);
        if (!MailAddresses.IsValid(Get("--email"))) return Refuse($"'{Get("--email")}' is not an e-mail address.");

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKemDb(builder.Configuration, builder.Environment);
        builder.Services.AddAccounts(builder.Configuration, builder.Environment);

        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        await SafeMigrator.MigrateAsync(db, CancellationToken.None);
        await StartUp.AddRolesAsync(scope.ServiceProvider);

        var municipality = await MunicipalityAsync(db, Get("--municipality"), Get("--phone"), Get("--email"), builder.Configuration);
        if (municipality is null) return Refuse($"'{Get("--municipality")}' is not the four-digit code of a municipality.");

        var organisation = Get("--organisation") is { Length: > 0 } name ? await OrganisationAsync(db, municipality, name, Get("--role"), given) : null;
        if (organisation is null && Get("--role") is not (Roles.Administrator or Roles.ProgrammeLead)) return Refuse("Only an administrator or a programme lead acts for no organisation. Use --organisation.");

        await db.SaveChangesAsync();
        return await AddAsync(scope.ServiceProvider.GetRequiredService<UserManager<KemUser>>(), Get("--role"), new KemUser
        {
            UserName = Get("--email"),
            Email = Get("--email"),
            EmailConfirmed = true,
            DisplayName = Get("--name"),
            Title = Get("--title"),
            MunicipalityCode = municipality.Code,
            OrganisationId = organisation?.Id,
        });
    }

    private static async Task<int> AddAsync(UserManager<KemUser> users, string role, KemUser user)
    {
        var password = RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        var result = await users.CreateAsync(user, password);

        if (!result.Succeeded) return Refuse(string.Join(' ', result.Errors.Select(error => error.Description)));

        await users.AddToRoleAsync(user, role);
        Console.WriteLine($"{user.Email} is added. The password is shown only now: {password}");
        return 0;
    }

    private static async Task<Municipality?> MunicipalityAsync(KemDb db, string code, string phone, string email, IConfiguration configuration)
    {
        if (await db.Municipalities.FindAsync(code) is { } known) return known;

        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(DataFolder.Of(configuration, "municipalities.json")));
        var found = file.RootElement.GetProperty("items").EnumerateArray().FirstOrDefault(item => item.GetProperty("code").GetString() == code);
        if (found.ValueKind == JsonValueKind.Undefined) return null;

        var municipality = new Municipality(code, found.GetProperty("name").GetString()!, found.GetProperty("officialName").GetString()!, phone, email);
        db.Municipalities.Add(municipality);
        return municipality;
    }

    private static async Task<Organisation> OrganisationAsync(
        KemDb db, Municipality municipality, string name, string role, Dictionary<string, string> given)
    {
        if (await db.Organisations.SingleOrDefaultAsync(o => o.MunicipalityCode == municipality.Code && o.Name == name) is { } known) return known;

        var kind = role switch
        {
            Roles.Association => OrganisationKind.Association,
            Roles.Company => OrganisationKind.Company,
            _ => OrganisationKind.MunicipalUnit,
        };
        var organisation = new Organisation(municipality.Code, kind, new OrganisationDescription
        {
            Name = name,
            ContactName = given.GetValueOrDefault("--name", ""),
            ContactRole = given.GetValueOrDefault("--title", ""),
            ContactEmail = given.GetValueOrDefault("--email", ""),
            ContactPhone = given.GetValueOrDefault("--phone", ""),
        });
        db.Organisations.Add(organisation);
        return organisation;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return Refused;
    }
}
