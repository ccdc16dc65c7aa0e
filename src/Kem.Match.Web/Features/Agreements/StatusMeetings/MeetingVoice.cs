using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Records what a party says about a meeting, tells those who must know, and answers with what follows.</summary>
public sealed class MeetingVoice(KemDb db, MeetingReaders readers, TimeProvider clock)
{
    private const int MaxAttempts = 3;

    public Task<string> ComeAsync(Guid meetingId, Guid partyId, ComingForm form, CancellationToken cancellationToken) => SayAsync(meetingId, async (meeting, municipality) =>
    {
        var comes = form.Comes!.Value;
        var answer = new MeetingAnswer(
            partyId, meeting.Sequence, comes, comes ? null : form.ProposedOn, comes ? null : form.ProposedTime, form.Note?.Trim() ?? "", clock.GetUtcNow());
        meeting.Answer(answer);

        if (comes) return "Vi ses.";

        foreach (var reader in (await readers.OfAsync(meeting, cancellationToken)).Where(reader => IsMover(reader, meeting)))
        {
            Write(new CannotCome(reader, meeting, municipality, meeting.Agreement.Parties.Single(party => party.Id == partyId), answer));
        }

        return "Den, der står for mødet, får besked og finder en ny dag.";
    }, cancellationToken);

    public Task<string> AddPointAsync(Guid meetingId, Guid partyId, PointForm form, CancellationToken cancellationToken) => SayAsync(meetingId, (meeting, _) =>
    {
        meeting.AddPoint(new AddedPoint(partyId, form.Text!.Trim(), clock.GetUtcNow()));
        return Task.FromResult("Punktet står på dagsordenen.");
    }, cancellationToken);

    public Task<string> RateAsync(Guid meetingId, Guid partyId, RatingForm form, CancellationToken cancellationToken) => SayAsync(meetingId, (meeting, _) =>
    {
        meeting.Rate(partyId, form.Value!.Value);
        return Task.FromResult("I ser hinandens tal, når alle har svaret, eller når mødet begynder.");
    }, cancellationToken);

    public Task<string> ObjectAsync(Guid meetingId, Guid partyId, ObjectionForm form, CancellationToken cancellationToken) => SayAsync(meetingId, async (meeting, municipality) =>
    {
        var objection = new MinutesObjection(partyId, form.Text!.Trim(), clock.GetUtcNow());
        meeting.Object(objection);

        foreach (var reader in await readers.OfAsync(meeting, cancellationToken))
        {
            Write(new ObjectionLetter(reader, meeting, municipality, meeting.Agreement.Parties.Single(party => party.Id == partyId), objection));
        }

        return "Alle får besked. Referatet er ikke godkendt, før det er rettet.";
    }, cancellationToken);

    // Whoever moved the meeting last wants to know; otherwise the responsible coordinator does.
    private static bool IsMover(MeetingReader reader, StatusMeeting meeting) =>
        string.Equals(reader.To.Address, meeting.MovedByEmail.Length > 0 ? meeting.MovedByEmail : meeting.Agreement.ResponsibleEmail, StringComparison.OrdinalIgnoreCase);

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private async Task<string> SayAsync(Guid meetingId, Func<StatusMeeting, Municipality, Task<string>> say, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var meeting = await db.StatusMeetings.Whole().SingleAsync(m => m.Id == meetingId, cancellationToken);
            var municipality = await db.Municipalities.SingleAsync(m => m.Code == meeting.Agreement.MunicipalityCode, cancellationToken);
            var whatFollows = await say(meeting, municipality);

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return whatFollows;
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
