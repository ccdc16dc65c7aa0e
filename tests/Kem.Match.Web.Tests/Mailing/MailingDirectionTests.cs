namespace Kem.Match.Web.Tests.Mailing;

public class MailingDirectionTests
{
    private static readonly IEnumerable<string> Sources =
        Directory.EnumerateFiles(Path.Combine(SmtpSink.Repository, "src", "Kem.Match.Web", "Mailing"), "*.cs");

    [Fact]
    public void One_file_knows_the_mail_client() =>
        Assert.Equal(
            ["SystemNetMailTransport.cs"],
            Sources.Where(file => File.ReadAllText(file).Contains("System.Net.Mail", StringComparison.Ordinal)).Select(Path.GetFileName));
}
