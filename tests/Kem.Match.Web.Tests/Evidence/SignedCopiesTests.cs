using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Evidence;

public sealed class SignedCopiesTests
{
    [Fact]
    public async Task When_all_have_signed_a_PDF_is_kept_and_everybody_gets_it()
    {
        TestMachine.Needs(File.Exists("/usr/bin/chromium"), "Needs Chromium: apt-get install chromium, or use tests/run.");
        using var app = new PrintingApp("/usr/bin/chromium");
        var agreement = await app.SaveSignedAsync();

        await app.RunAsync<SignedCopies>();
        await app.RunAsync<SignedCopies>();
        await app.RunAsync<OutboxDelivery>();

        var pdf = await app.WithDb(db => db.AgreementDocuments.AsNoTracking().SingleAsync(d => d.Format == DocumentFormat.Pdf));
        var head = await app.WithDb(db => db.EvidenceHeads.AsNoTracking().SingleAsync());
        var mails = app.Services.GetRequiredService<PickupFolder>().Newest(10);
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(pdf.Bytes, 0, 5), StringComparison.Ordinal);
        Assert.Equal(3, mails.Count);
        Assert.All(mails, mail =>
        {
            Assert.Equal("Jeres aftale som fil: Lektiecafé på Engskolen", mail.Subject);
            Assert.Equal(("lektiecafe-paa-engskolen.pdf", "application/pdf"), (mail.Attachment!.FileName, mail.Attachment.MediaType));
            Assert.Equal(pdf.Sha256, AgreementDocument.HashOf(mail.Attachment.Bytes));
            Assert.Contains(pdf.Sha256, mail.Text, StringComparison.Ordinal);
            Assert.Contains(head.Hash, mail.Text, StringComparison.Ordinal);
        });
        Assert.Single(await app.WithDb(db => db.MailAttachments.Select(file => file.Id).ToListAsync()));
        await AssertHoldsAsync(app, agreement.Id);
    }

    [Fact]
    public async Task Without_Chromium_the_receipts_carry_the_page_and_the_site_says_why()
    {
        using var app = new PrintingApp("/findes/ikke");
        var agreement = await app.SaveSignedAsync();

        await app.RunAsync<SignedCopies>();
        await app.RunAsync<SignedCopies>();
        await app.RunAsync<OutboxDelivery>();

        var html = await app.WithDb(db => db.AgreementDocuments.AsNoTracking().SingleAsync());
        var mails = app.Services.GetRequiredService<PickupFolder>().Newest(10);
        Assert.Equal(3, mails.Count);
        Assert.All(mails, mail => Assert.Equal(html.Bytes, mail.Attachment!.Bytes));
        Assert.Contains("Chromium er ikke installeret her", await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{agreement.Id}/bevis", UriKind.Relative)), StringComparison.Ordinal);
        await AssertHoldsAsync(app, agreement.Id);
    }

    [Fact]
    public async Task A_PDF_that_fails_is_tried_again_before_the_receipts_go_out_without_it()
    {
        using var app = new PrintingApp("/bin/false");
        await app.SaveSignedAsync();

        foreach (var (minutes, attempts, receipts) in new[] { (0, 1, 0), (0, 1, 0), (1, 2, 0), (6, 3, 0), (21, 4, 3), (60, 4, 3) })
        {
            app.Clock.Now = KemApp.Morning.AddMinutes(minutes);
            await app.RunAsync<SignedCopies>();

            var copy = await app.WithDb(db => db.SignedCopies.AsNoTracking().SingleAsync());
            Assert.Equal((attempts, "Chromium lavede ingen PDF (kode 1)."), (copy.Attempts, copy.LastError));
            Assert.Equal(receipts, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "RECEIPT")));
        }
    }

    [Fact]
    public async Task That_a_mail_was_taken_over_is_written_down_once()
    {
        using var app = new PrintingApp("/findes/ikke");
        var agreement = await app.SaveSignedAsync();
        await app.RunAsync<SignedCopies>();
        await app.RunAsync<OutboxDelivery>();

        await app.RunAsync<DeliveryEvidence>();
        await app.RunAsync<DeliveryEvidence>();

        var written = await app.WithDb(db => db.EvidenceEvents.AsNoTracking().Where(e => e.Kind == EvidenceKind.MailAccepted).ToListAsync());
        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().ToListAsync());
        Assert.Equal(mails.Select(mail => mail.Id).Order(), written.Select(e => e.SubjectId!.Value).Order());
        Assert.Contains(written, e => EvidenceDetails.Read(e.Details) is { Address: "amina@kem.example", MessageId: ['<', .., '>'] });
        await AssertHoldsAsync(app, agreement.Id);
    }

    private static async Task AssertHoldsAsync(KemApp app, Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<EvidenceVerification>().OneAsync(id, CancellationToken.None)).Fault);
    }

    private sealed class PrintingApp(string program) : KemApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Pdf:Chromium", program).UseSetting("Pdf:TimeLimitSeconds", "90");
        }
    }
}
