using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements;

public enum TimelineKind
{
    /// <summary>Has not come yet; drawn hollow.</summary>
    Future,

    /// <summary>The one thing that is next; drawn on yellow.</summary>
    Next,

    Milestone,
    Past,
}

/// <summary>One thing that happened, or will, in the life of an agreement.</summary>
public sealed record TimelineEntry(DateOnly Day, TimelineKind Kind, string Title)
{
    public string Text { get; init; } = "";

    /// <summary>The first lines of the minutes.</summary>
    public IReadOnlyList<string> Note { get; init; } = [];

    public StatusMeeting? Meeting { get; init; }
}

/// <summary>The story of an agreement from its records: newest on top, what is still to come above it.</summary>
public static class AgreementTimeline
{
    private const int LinesShown = 3;

    public static IReadOnlyList<TimelineEntry> Of(CooperationAgreement agreement, MatchProposal? proposal, AgreementHistory history, DateOnly today) =>
    [
        .. Before(proposal)
            .Concat(Writing(agreement, today))
            .Concat(Period(agreement, today))
            .Concat(Life(agreement))
            .Concat(agreement.StatusMeetings.Select(meeting => About(meeting, agreement, today)))
            .Concat(history.Held.Select(meeting => About(meeting, agreement, today) with { Title = $"{Name(meeting)} holdt under den tidligere aftale" }))
            .OrderBy(entry => entry.Kind is TimelineKind.Milestone or TimelineKind.Past ? TimelineKind.Past : entry.Kind)
            .ThenByDescending(entry => entry.Day),
    ];

    private static IEnumerable<TimelineEntry> Before(MatchProposal? proposal)
    {
        if (proposal is null) yield break;

        if (proposal.MeetingStartsAt is { } meeting)
        {
            yield return new(DanishTime.DayOf(meeting), TimelineKind.Past, "Første møde.");
        }

        if (proposal.AnsweredAt is { } answered)
        {
            yield return new(DanishTime.DayOf(answered), TimelineKind.Past, $"{proposal.Partner.Name} sagde ja til at mødes.");
        }

        yield return new(DanishTime.DayOf(proposal.SentAt), TimelineKind.Past, $"{proposal.SentBy} foreslog et møde.");
    }

    private static IEnumerable<TimelineEntry> Writing(CooperationAgreement agreement, DateOnly today)
    {
        yield return new(DanishTime.DayOf(agreement.CreatedAt), TimelineKind.Past, "Vi begyndte at skrive aftalen.");

        if (agreement.IsDraft)
        {
            yield return new(today, TimelineKind.Next, "Aftalen skrives færdig") { Text = "Når alt er udfyldt, sender kommunen den til underskrift." };
        }

        if (agreement.SentForSignatureAt is { } sent)
        {
            yield return new(DanishTime.DayOf(sent), TimelineKind.Past, "Aftalen blev sendt til underskrift.");
        }

        if (agreement.IsOutForSignature)
        {
            var missing = agreement.Parties.Where(party => !party.HasSigned).Select(party => party.Name);
            yield return new(today, TimelineKind.Next, $"Venter på underskrift fra {DanishText.List(missing)}")
            {
                Text = "Når alle har skrevet under, gælder aftalen, og statusmøderne kommer i kalenderen.",
            };
        }

        foreach (var signatory in agreement.Signatories.Where(signatory => signatory.HasSigned && agreement.InForceAt is null))
        {
            yield return new(DanishTime.DayOf(signatory.SignedAt!.Value), TimelineKind.Past, $"{signatory.SignedName} skrev under for {agreement.PartyOf(signatory).Name}.");
        }

        foreach (var signatory in agreement.Signatories.Where(signatory => signatory.IsNotRight && agreement.IsOutForSignature))
        {
            yield return new(DanishTime.DayOf(signatory.NotRightAt!.Value), TimelineKind.Past, $"{signatory.Name} er ikke den rette til at skrive under for {agreement.PartyOf(signatory).Name}.");
        }

        foreach (var signatory in agreement.Signatories.Where(signatory => signatory.HasDeclined))
        {
            var party = agreement.PartyOf(signatory);
            yield return party.HasDeclined
                ? new(DanishTime.DayOf(signatory.DeclinedAt!.Value), TimelineKind.Milestone, $"{party.Name} skrev ikke under")
                {
                    Text = "Aftalen ligger stille, til den bliver rettet og sendt igen.",
                }
                : new(DanishTime.DayOf(signatory.DeclinedAt!.Value), TimelineKind.Past, $"{signatory.Name} skrev ikke under. Andre kan skrive under for {party.Name}.");
        }

        if (agreement.InForceAt is { } inForce)
        {
            yield return new(DanishTime.DayOf(inForce), TimelineKind.Milestone, "Alle har skrevet under")
            {
                Text = $"Skrevet under af {DanishText.List(agreement.Signatories.Where(signatory => signatory.HasSigned).Select(signatory => signatory.SignedName))}.",
            };
        }
    }

    private static IEnumerable<TimelineEntry> Period(CooperationAgreement agreement, DateOnly today)
    {
        if (agreement.State is AgreementState.Draft or AgreementState.Declined) yield break;

        yield return agreement.StartsOn > today || agreement.IsOutForSignature
            ? new(agreement.StartsOn, TimelineKind.Future, "Aftalen begynder.")
            : new(agreement.StartsOn, TimelineKind.Past, "Aftalen begyndte.");

        if (agreement is { EndedAt: { } ended, State: AgreementState.Ended })
        {
            yield return new(DanishTime.DayOf(ended), TimelineKind.Milestone, "Aftalen blev afsluttet") { Text = agreement.EndReason };
        }
        else if (agreement is { EndedAt: { } superseded, State: AgreementState.Superseded })
        {
            yield return new(DanishTime.DayOf(superseded), TimelineKind.Milestone, "En ny aftale trådte i stedet");
        }
        else
        {
            yield return agreement.HasEndedOn(today)
                ? new(agreement.LastDay, TimelineKind.Milestone, "Aftalen sluttede")
                : new(agreement.LastDay, TimelineKind.Future, HowItEnds(agreement));
        }
    }

    private static string HowItEnds(CooperationAgreement agreement) => agreement switch
    {
        { StopsOn: not null } => "Aftalen slutter.",
        { Renewal: RenewalMode.Automatic } => $"Aftalen fortsætter af sig selv, hvis ingen siger stop senest {DanishText.Date(agreement.Term.LastDayForNotice)}.",
        { Renewal: RenewalMode.None } => "Aftalen slutter.",
        _ => "Aftalen slutter. Den kan forlænges, hvis alle siger ja.",
    };

    private static IEnumerable<TimelineEntry> Life(CooperationAgreement agreement)
    {
        foreach (var pause in agreement.Pauses)
        {
            yield return new(DanishTime.DayOf(pause.DecidedAt), TimelineKind.Past, $"Pause fra {DanishText.Date(pause.From)} til {DanishText.Date(pause.Until)}.") { Text = pause.Reason };
        }

        foreach (var question in agreement.Questions)
        {
            yield return new(DanishTime.DayOf(question.AskedAt), TimelineKind.Past, question.Kind switch
            {
                QuestionKind.Renewal => $"{question.AskedBy} foreslog at forlænge til {DanishText.Date(question.EndsOn)}.",
                QuestionKind.NoticeBack => $"{question.AskedBy} vil gerne tage opsigelsen tilbage. De andre er spurgt.",
                _ => $"{question.AskedBy} går ud af aftalen. De andre er spurgt, om de går videre.",
            });

            if (question is { DecidedAt: { } decided, Outcome: QuestionOutcome.Yes or QuestionOutcome.No })
            {
                yield return new(DanishTime.DayOf(decided), TimelineKind.Milestone, (question.Kind, question.Outcome) switch
                {
                    (QuestionKind.Renewal, QuestionOutcome.Yes) => $"Aftalen blev forlænget til {DanishText.Date(question.EndsOn)}",
                    (QuestionKind.Renewal, _) => "Aftalen bliver ikke forlænget",
                    (QuestionKind.NoticeBack, QuestionOutcome.Yes) => "Opsigelsen blev taget tilbage",
                    (QuestionKind.NoticeBack, _) => "Opsigelsen står ved magt",
                    (_, QuestionOutcome.Yes) => "De andre går videre",
                    _ => "De andre går ikke videre",
                });
            }
        }

        if (agreement.HandedOverAt is { } handedOver)
        {
            yield return new(DanishTime.DayOf(handedOver), TimelineKind.Milestone, "Kommunen gav slip") { Text = "Nu bærer parterne selv samarbejdet og skiftes til at kalde sammen." };
        }
    }

    private static TimelineEntry About(StatusMeeting meeting, CooperationAgreement agreement, DateOnly today) => meeting switch
    {
        { State: MeetingState.Held } => new(meeting.On, TimelineKind.Milestone, $"{Name(meeting)} holdt")
        {
            Meeting = meeting,
            Note = [.. meeting.Lines.Select(line => line.Text).Take(LinesShown)],
        },
        { State: MeetingState.NotHeld } => new(meeting.On, TimelineKind.Past, $"{Name(meeting)} blev ikke holdt.") { Meeting = meeting },
        { State: MeetingState.Cancelled } => new(meeting.On, TimelineKind.Past, $"{Name(meeting)} er aflyst.") { Meeting = meeting, Text = meeting.CancelReason },
        _ when meeting.IsAlive && agreement.NextMeeting == meeting => new(meeting.On, TimelineKind.Next, Name(meeting))
        {
            Meeting = meeting,
            Text = meeting.OwesMinutesOn(today) ? "Mødedagen er gået. Tre linjer referat er nok." : "Dagsordenen er klar.",
        },
        _ when agreement.IsInForce => new(meeting.On, TimelineKind.Future, $"{Name(meeting)}.") { Meeting = meeting },
        _ => new(meeting.On, TimelineKind.Past, $"{Name(meeting)} blev ikke til noget.") { Meeting = meeting },
    };

    private static string Name(StatusMeeting meeting) => meeting.IsClosing ? "Afslutningssamtale" : $"Statusmøde nr. {meeting.Number}";
}
