using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Browser.Tests;

/// <summary>A status meeting of a quarter of an hour, and what the parties can say about an agreement without an account.</summary>
public class StatusMeetingTests(Chromium chromium)
{
    private const int MostInteractions = 12;

    [Fact]
    public async Task Minutes_of_a_short_meeting_are_written_and_sent_with_the_keyboard_in_few_steps()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var (meeting, next) = await NextMeetingsAsync(journey);
        journey.Site.Clock.Now = DanishTime.At(meeting.On, meeting.Time.AddMinutes(15));
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/moeder/{meeting.Id}");

        var interactions = 0;
        await ActAsync(".k-head__actions .button-primary");
        await mona.SeesHeadingAsync("Lektiecafé på Engskolen");
        await ActAsync("textarea[name='Form.Lines[AG_STATUS_2]']", "26 børn kommer fast.");
        await ActAsync("textarea[name='Form.Lines[AG_STATUS_4]']", "Der mangler stole.");
        await ActAsync("textarea[name='Form.Lines[AG_STATUS_5]']", "En time med matematik.");
        await ActAsync("input[name='Form.NewActions[0].Text']", "Find ti stole");
        await ActAsync("input[name='Form.NewActions[0].Owner']", "Peter Holm");
        await ActAsync("form[method=post] .button-primary");

        await mona.SeesAsync("Tak. Referatet er sendt til alle parter.");
        await mona.SeesAsync("Kladde. Parterne kan gøre indsigelse til og med");
        Assert.True(interactions <= MostInteractions, $"{interactions} interactions");
        await mona.GoAsync($"/moeder/{next}");
        await mona.SeesAsync("Mangler: Find ti stole (Peter Holm)");
        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: {interactions} interactions from the meeting's page to minutes that are sent");
        journey.NothingWentWrong();

        // One interaction is one control: reach it with Tab, then press Enter or write.
        async Task ActAsync(string selector, string? text = null)
        {
            interactions++;
            await mona.TabToAsync(selector);
            await (text is null ? mona.Page.Keyboard.PressAsync("Enter") : mona.Page.Keyboard.TypeAsync(text));
        }
    }

    [Fact]
    public async Task A_party_without_an_account_answers_a_meeting_and_a_renewal_without_scripts()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var (meeting, _) = await NextMeetingsAsync(journey);
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        await journey.WaitUntilAsync<ReminderRounds>(meeting.On.AddDays(-1));
        await phone.GoAsync(Journey.LinkIn(journey.MailTo("peter.holm@engskolen.example", "Statusmøde"), "/m/"));
        await journey.ExamineAsync(phone, "moede-svar");
        await phone.ChooseAsync("Ja, vi kommer");
        await phone.PressAsync("Send svar");
        await phone.SeesAsync("Vi ses.");

        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/aftaler/{meeting.AgreementId}/forlaengelse");
        await mona.PressAsync("Spørg alle");
        await mona.SeesAsync("Alle er spurgt.");
        await journey.ExamineAsync(mona, "aftale-skal-vi-fortsaette");
        await mona.GoAsync("/aftaler/hjaelp");
        await journey.ExamineAsync(mona, "brug-for-en-haand");

        await journey.DeliverAsync();
        await phone.GoAsync(Journey.LinkIn(journey.MailTo("peter.holm@engskolen.example", "Skal vi fortsætte?"), "/a/"));
        await journey.ExamineAsync(phone, "fortsaet-ja-eller-nej");
        await phone.PressAsync("Ja, vi fortsætter");
        await phone.SeesAsync("Tak for svaret.");
        journey.NothingWentWrong();
    }

    private static async Task<(StatusMeeting Meeting, Guid Next)> NextMeetingsAsync(Journey journey) => await journey.Site.WithDb(async db =>
    {
        var agreement = await db.Agreements.AsNoTracking().Include(a => a.StatusMeetings).SingleAsync(a => a.Title == "Lektiecafé på Engskolen");
        var planned = agreement.StatusMeetings.Where(meeting => meeting.IsPlanned).ToList();
        return (planned[0], planned[1].Id);
    });
}
