using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

public sealed class PickupFolderTests : IDisposable
{
    private static readonly Recipient Sender = Recipient.Create("KEM Match i Hillerød", "kem@hilleroed.example");

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"kem-pickup-{Guid.NewGuid():N}");

    [Fact]
    public async Task A_mail_comes_back_as_the_receiver_would_see_it()
    {
        var invite = Meetings.StatusMeeting();
        var mail = Prepared(new ProposalLetter(ProposalLetter.Amina) { Invite = invite });

        Assert.Equal(Delivery.Accepted, await new PickupTransport(folder).SendAsync(mail, default));

        var seen = Assert.Single(new PickupFolder(folder).Newest(10));
        Assert.Equal(mail.MessageId, seen.MessageId);
        Assert.Equal("KEM Match i Hillerød <kem@hilleroed.example>", seen.From.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal("Amina Østergård <amina@kvindenetvaerket.example>", seen.To.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal("Birgit Aagaard <birgit@hilleroed.example>", seen.ReplyTo.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal("Vil I mødes med Spejderne på Åsen?", seen.Subject);
        Assert.Equal((mail.Plain, mail.Html, mail.Calendar), (seen.Text, seen.Html, seen.Calendar));
        Assert.InRange(seen.Date, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task A_file_comes_with_the_mail_byte_for_byte()
    {
        var file = new MailAttachment("Lektiecafé på Ærø \"; x=\"../../a.PDF", "application/pdf", [.. Enumerable.Range(0, 256).Select(b => (byte)b)]);

        await new PickupTransport(folder).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)) with { Attachment = file }, default);

        var seen = Assert.Single(new PickupFolder(folder).Newest(10));
        Assert.Equal(("lektiecafe-paa-aeroe-x-a.pdf", "application/pdf"), (seen.Attachment!.FileName, seen.Attachment.MediaType));
        Assert.Equal(file.Bytes, seen.Attachment.Bytes);
        Assert.NotEmpty(seen.Html);
    }

    [Theory]
    [InlineData("Kort")]
    [InlineData("Statusmøde om æblegrød, økologi og ålefiskeri på Ærø, Østerbro og i Århus, når vi alle er nået frem til årets sidste møde")]
    [InlineData("جلسه با خانه فرهنگ و اوله از شهرداری درباره همکاری در محله و دعوت از خانواده‌ها به باغ مشترک")]
    [InlineData("= ?utf-8?Q?ikke_kodet?= 100 % = alt_sammen? på Ærø")]
    public async Task A_subject_in_any_language_survives(string subject)
    {
        await new PickupTransport(folder).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina) { SubjectLine = subject }), default);

        Assert.Equal(subject, Assert.Single(new PickupFolder(folder).Newest(10)).Subject);
    }

    [Fact]
    public async Task A_second_attempt_replaces_the_first()
    {
        var mail = Prepared(new ProposalLetter(ProposalLetter.Amina));

        await new PickupTransport(folder).SendAsync(mail, default);
        await new PickupTransport(folder).SendAsync(mail with { Subject = "Igen" }, default);

        Assert.Equal("Igen", Assert.Single(new PickupFolder(folder).Newest(10)).Subject);
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task The_newest_mail_comes_first()
    {
        foreach (var subject in new[] { "Første", "Anden", "Tredje" })
        {
            await new PickupTransport(folder).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina) { SubjectLine = subject }), default);
        }

        Assert.Equal(["Tredje", "Anden"], new PickupFolder(folder).Newest(2).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task A_mail_is_found_by_its_file_name_and_nothing_else_is()
    {
        await new PickupTransport(folder).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default);
        var pickup = new PickupFolder(folder);
        var name = pickup.Newest(1)[0].FileName;

        Assert.Equal(name, pickup.Find(name)!.FileName);
        Assert.Null(pickup.Find($"../{Path.GetFileName(folder)}/{name}"));
        Assert.Null(pickup.Find("/etc/passwd"));
    }

    [Fact]
    public void A_folder_that_is_not_there_yet_is_empty() => Assert.Empty(new PickupFolder(folder).Newest(10));

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again()
    {
        await File.WriteAllTextAsync(folder, "here is a file, not a folder");

        Assert.Equal(DeliveryKind.Temporary, (await new PickupTransport(folder).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(folder);
    }

    private static PreparedMail Prepared(Letter letter) =>
        PreparedMail.Of(OutgoingMail.From(letter, DateTimeOffset.UnixEpoch), Sender, "kem.example", ProposalLetter.Resolve);
}
