using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.Signatures;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>Writes what agreements call for: to sign, to meet, to write minutes, to think of the last day.</summary>
public sealed class AgreementReminderDesk(
    KemDb db, MeetingReaders readers, MeetingCalendar calendar, SigningPost signing, SigningEvidence evidence, LifePost life, Taxonomy taxonomy, LetterHours hours, TimeProvider clock)
    : IReminderDesk
{
    public ReminderRootKind Kind => ReminderRootKind.Agreement;

    public async Task<IReadOnlyList<RemindedMatter>> OpenAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var agreements = await db.Agreements.WithCalendar().Where(a => ids.Contains(a.Id)).ToListAsync(cancellationToken);
        var municipalities = await db.Municipalities.AsNoTracking().ToDictionaryAsync(m => m.Code, cancellationToken);

        return [.. agreements.Select(agreement => new Matter(this, agreement, municipalities[agreement.MunicipalityCode], hours))];
    }

    private async Task<IReadOnlyDictionary<string, Letter>> InviteAsync(CooperationAgreement agreement, StatusMeeting meeting, Municipality municipality, CancellationToken cancellationToken)
    {
        var invite = calendar.For(meeting, agreement, CalendarMethod.Request);
        var agenda = taxonomy.AgendaOf(agreement);
        meeting.MarkInvited(clock.GetUtcNow());

        return await ToReadersAsync(meeting, reader => new StatusMeetingInvitation(reader, meeting, municipality, invite, agenda), cancellationToken);
    }

    private Task<IReadOnlyDictionary<string, Letter>> RemindAsync(StatusMeeting meeting, Municipality municipality, CancellationToken cancellationToken)
    {
        meeting.MarkReminded(clock.GetUtcNow());
        return ToReadersAsync(meeting, reader => new StatusMeetingReminder(reader, meeting, municipality), cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, Letter>> ToReadersAsync(StatusMeeting meeting, Func<MeetingReader, Letter> write, CancellationToken cancellationToken) =>
        (await readers.OfAsync(meeting, cancellationToken)).ToDictionary(reader => reader.Code, write);

    private Dictionary<string, Letter> AskForMinutes(CooperationAgreement agreement, StatusMeeting meeting, Municipality municipality, int number)
    {
        meeting.MarkMinutesReminded(number, clock.GetUtcNow());

        return AgreementLetter.ResponsibleFor(agreement) is { } responsible
            ? new() { [ReminderCall.Responsible] = new MinutesReminder(responsible, meeting, municipality) }
            : [];
    }

    private async Task<IReadOnlyDictionary<string, Letter>> AskToSignAsync(
        CooperationAgreement agreement, Signatory signatory, Municipality municipality, int number, CancellationToken cancellationToken)
    {
        agreement.MarkSignatureReminded(signatory, number, clock.GetUtcNow());
        if (AgreementLetter.RecipientOf(signatory) is not { } to) return new Dictionary<string, Letter>();

        var door = await signing.DoorAsync(agreement, signatory, cancellationToken);
        await evidence.RemindedAsync(agreement, signatory, cancellationToken);
        return new Dictionary<string, Letter> { [signatory.Id.ToString()] = new SignatureReminder(to, agreement, municipality, signatory, door) };
    }

    private async Task<IReadOnlyDictionary<string, Letter>> AskOfTermAsync(CooperationAgreement agreement, Municipality municipality, int number, CancellationToken cancellationToken)
    {
        agreement.MarkTermReminded(number, clock.GetUtcNow());
        return (await life.ReadersAsync(agreement, cancellationToken)).ToDictionary(reader => reader.Code, reader => (Letter)new TermReminder(reader, agreement, municipality));
    }

    private sealed class Matter(AgreementReminderDesk desk, CooperationAgreement agreement, Municipality municipality, LetterHours hours) : RemindedMatter
    {
        public override ReminderRoot Root => agreement.ReminderRoot;

        public override string MunicipalityCode => agreement.MunicipalityCode;

        public override IEnumerable<ReminderCall> Calls() => AgreementReminders.Of(agreement, hours);

        public override string WhyNot(Reminder reminder) => AgreementReminders.WhyNot(agreement, reminder);

        public override async Task<IReadOnlyDictionary<string, Letter>> WriteAsync(string kind, Guid subjectId, int number, CancellationToken cancellationToken) => kind switch
        {
            AgreementReminders.StatusInvite => await desk.InviteAsync(agreement, MeetingOf(subjectId), municipality, cancellationToken),
            AgreementReminders.StatusReminder => await desk.RemindAsync(MeetingOf(subjectId), municipality, cancellationToken),
            AgreementReminders.MinutesOverdue => desk.AskForMinutes(agreement, MeetingOf(subjectId), municipality, number),
            AgreementReminders.SignReminder => await desk.AskToSignAsync(agreement, agreement.Signatories.Single(s => s.Id == subjectId), municipality, number, cancellationToken),
            AgreementReminders.TermSoon => await desk.AskOfTermAsync(agreement, municipality, number, cancellationToken),
            _ => throw new InvalidOperationException($"An agreement writes no letters of the kind {kind}."),
        };

        private StatusMeeting MeetingOf(Guid id) => agreement.StatusMeetings.Single(meeting => meeting.Id == id);
    }
}
