using System.Net;

namespace Kem.Match.Web.Tests.Account;

public sealed class SignInTests : IDisposable
{
    private const string Password = SignInSteps.Password;

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Outside_Development_nobody_can_be_signed_in_as_without_a_password()
    {
        await app.AddBirgitAsync();

        Assert.DoesNotContain("Log ind som", await app.As(null).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(null, "/konto/demo"));
    }

    [Fact]
    public async Task The_right_password_opens_the_door_and_leads_on_to_the_page_that_was_asked_for()
    {
        await app.AddBirgitAsync();

        var response = await app.SubmitAsync(null, "/konto/log-ind?retur=%2Fbehov", [new("Email", SignInSteps.Email), new("Password", Password)]);

        Assert.Equal("/behov", response.Headers.Location?.ToString());
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-kem=", StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.Ordinal) && cookie.Contains("secure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SignInSteps.Email, "en forkert sætning her")]
    [InlineData("ukendt@hilleroed.example", Password)]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(string email, string password)
    {
        await app.AddBirgitAsync();

        var html = await (await app.SubmitAsync(null, "/konto/log-ind", [new("Email", email), new("Password", password)])).Content.ReadAsStringAsync();

        Assert.Contains("Mailadressen og adgangskoden passer ikke sammen.", html, StringComparison.Ordinal);
        Assert.DoesNotContain(password, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_never_leads_away_from_the_site(string target)
    {
        await app.AddBirgitAsync();

        var response = await app.SubmitAsync(
            null, $"/konto/log-ind?retur={Uri.EscapeDataString(target)}", [new("Email", SignInSteps.Email), new("Password", Password)]);

        Assert.Equal("/", response.Headers.Location?.ToString());
    }
}
