using System.Diagnostics;
using System.Text;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests.Agreements;
using Kem.Match.Web.Tests.Evidence;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>Whoever looks at the page, the mail, the file for the calendar or the paper sees one hour, in summer as in winter.</summary>
public sealed class OneHourTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_meeting_in_summer_has_the_same_hour_on_the_page_in_the_mail_and_in_the_calendar_file()
    {
        var agreement = await app.SaveSignedAsync();
        var meeting = agreement.StatusMeetings.OrderBy(m => m.On).First(m => m.On.Month is > 4 and < 10);
        await app.RunAsync<ReminderRounds>();
        app.Clock.Now = DanishTime.At(meeting.On.AddDays(-14), new TimeOnly(12, 0));
        await app.RunAsync<ReminderRounds>();

        var hour = $"kl. {meeting.Time.Hour}.{meeting.Time.Minute:00}";
        var mail = await app.WithDb(db => db.Outbox.AsNoTracking().FirstAsync(m => m.Kind == AgreementReminders.StatusInvite && m.AboutId == meeting.Id));
        Assert.Contains(hour, (await app.PageAsync(Person.Birgit, $"/moeder/{meeting.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(hour, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(hour, mail.Text, StringComparison.Ordinal);
        Assert.Contains($"DTSTART;TZID=Europe/Copenhagen:{meeting.On:yyyyMMdd}T{meeting.Time:HHmm}00", mail.CalendarText!, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(2), DanishTime.Local(meeting.StartsAt).Offset);
    }

    [Fact]
    public async Task A_signature_has_the_same_hour_on_the_page_and_on_paper()
    {
        TestMachine.Needs(File.Exists("/usr/bin/chromium") && File.Exists("/usr/bin/pdftotext"), "Needs Chromium and pdftotext: apt-get install chromium poppler-utils, or use tests/run.");
        app.Clock.Now = Lektiecafe.Morning;
        var agreement = await app.SaveSignedAsync();
        var signed = DanishTime.Local(agreement.Signatories[0].SignedAt!.Value);
        var hour = $"kl. {signed:H.mm}";

        await app.RunAsync<SignedCopies>();
        var file = Path.Combine(Directory.CreateTempSubdirectory("kem-hour-").FullName, "aftale.pdf");
        await File.WriteAllBytesAsync(file, await app.As(Person.Birgit).GetByteArrayAsync(new Uri($"/aftaler/{agreement.Id}/dokument.pdf", UriKind.Relative)));
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var paper = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Contains($"Tidspunkt {DanishDay(signed)} {hour}", string.Join(' ', paper.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains($"{DanishDay(signed)} {hour}", (await app.PageAsync(Person.Birgit, $"/aftaler/{agreement.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static string DanishDay(DateTimeOffset at) => at.ToString("d. MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("da-DK"));
}
