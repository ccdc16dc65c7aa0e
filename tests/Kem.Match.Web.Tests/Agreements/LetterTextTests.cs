using System.Text.RegularExpressions;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.Comments;
using Kem.Match.Web.Features.Agreements.Endings;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.Signatures;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Mailing;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Tests.Agreements;

public partial class LetterTextTests
{
    /// <summary>Longer sentences and words than this are hard for one reader in six.</summary>
    private const double HighestLix = 35;

    public static TheoryData<string> Kinds => [.. Letters().Select(letter => letter.Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_letter_is_easy_to_read_and_has_a_person_to_call(string kind)
    {
        var letter = Letters().Single(letter => letter.Kind == kind);

        Assert.InRange(Lix(letter.Text), 1, HighestLix);
        Assert.Contains("55 10 10 10", letter.Text, StringComparison.Ordinal);
        Assert.StartsWith("Hej ", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("..", letter.Text, StringComparison.Ordinal);
        Assert.True(letter.Subject.Length <= 78, letter.Subject);
        Assert.True(letter.DeduplicationKey!.Length <= 200, letter.DeduplicationKey);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Nothing_that_people_have_typed_becomes_a_link(string kind)
    {
        const string trap = "Navn\n[Klik her](https://ond.example/)";
        var letter = Letters(trap).Single(letter => letter.Kind == kind);

        Assert.DoesNotContain(MailLayout.LinksIn(letter.Text), target => target.Contains("ond.example", StringComparison.Ordinal));
    }

    private static IEnumerable<Letter> Letters(string typed = "Lektiecafé på Engskolen")
    {
        var agreement = Lektiecafe.Draft();
        agreement.Describe(typed, Lektiecafe.Today, new(2027, 3, 1), 3, new(19, 0), typed, [], Lektiecafe.Morning);
        agreement.Parties[1].Promise(typed, typed, typed, "peter@engskolen.example");
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);

        var municipality = new Municipality("0219", "Hillerød", "Hillerød Kommune", "55 10 10 10", "integration@hilleroed.example");
        var (party, to) = (agreement.Parties[0], Recipient.Create("Amina Yusuf", "amina@kem.example"));
        yield return new CommentRequest(to, agreement, municipality, party, "/g/x");
        yield return new CommentsArrived(to, agreement, municipality, party, typed, 3, "x");
        var signatory = agreement.Signatories[0];
        yield return new SignatureRequest(to, agreement, municipality, signatory, new SigningDoor("/u/x", IsPersonal: true));
        yield return new SignatureReminder(to, agreement, municipality, signatory, new SigningDoor("/u/x", IsPersonal: true));

        foreach (var each in agreement.Signatories)
        {
            agreement.Sign(each, typed, SigningWay.Link, agreement.TextHash, Lektiecafe.Morning);
        }

        yield return new SignatureVoided(to, agreement, municipality, signatory);

        var meeting = agreement.StatusMeetings[0];
        typeof(StatusMeeting).GetProperty(nameof(StatusMeeting.Agreement))!.SetValue(meeting, agreement);
        var invite = new MeetingCalendar(Lektiecafe.Taxonomy, new ConfigurationBuilder().Build()).For(meeting, agreement, CalendarMethod.Request);
        var (reader, agenda) = (new MeetingReader(to, "party", "/m/x"), Lektiecafe.Taxonomy.AgendaOf("M3"));
        yield return new AllHaveSigned(new SigningReader(to, "party", signatory), agreement, municipality, "/u/x", invite);
        yield return new StatusMeetingInvitation(reader, meeting, municipality, invite, agenda);
        yield return new StatusMeetingReminder(reader, meeting, municipality);
        yield return new StatusMeetingMoved(reader, meeting, municipality, invite, Lektiecafe.Today, new(19, 0), typed);
        yield return new MinutesReminder(to, meeting, municipality);

        meeting.WriteMinutes([new("AG_STATUS_1", typed)], [], null, null, typed, Lektiecafe.Morning);
        agreement.AgreeOn(new ActionItem(1, typed, typed, Lektiecafe.Today));
        yield return new MinutesLetter(reader, meeting, municipality, agenda);

        meeting.Object(new MinutesObjection(party.Id, typed, Lektiecafe.Morning));
        yield return new ObjectionLetter(reader, meeting, municipality, party, meeting.Objections[0]);
        yield return new CannotCome(reader, meeting, municipality, party, new MeetingAnswer(party.Id, 0, comes: false, Lektiecafe.Today, new(18, 0), typed, Lektiecafe.Morning));

        foreach (var letter in LifeLetters(agreement, municipality, party, to, typed))
        {
            yield return letter;
        }

        agreement.End(typed, Lektiecafe.Morning);
        yield return new AgreementEnded(new LifeReader(to, "party", "/a/x", party), agreement, municipality, invite);
        agreement.Parties.ToList().ForEach(each => agreement.TellOutcome(each, OutcomeKind.Partly, typed, Lektiecafe.Morning));
        yield return new OutcomesShared(new LifeReader(to, "party", "/a/x", party), agreement, municipality);

        var refused = Lektiecafe.OutForSignature();
        refused.Decline(refused.Signatories[1], typed, Lektiecafe.Morning);
        yield return new AgreementFell(new SigningReader(to, "party", refused.Signatories[0]), refused, municipality, refused.Signatories[1]);
        yield return new RefusalNotice(to, refused, municipality, refused.Signatories[1]);

        var waiting = Lektiecafe.OutForSignature();
        waiting.SayNotRight(waiting.Signatories[1], typed, Lektiecafe.Morning);
        yield return new NotTheRightPerson(to, waiting, municipality, waiting.Signatories[1]);
    }

    private static IEnumerable<Letter> LifeLetters(CooperationAgreement agreement, Municipality municipality, AgreementParty party, Recipient to, string typed)
    {
        var (reader, meeting, last) = (new LifeReader(to, "party", "/a/x", party), agreement.StatusMeetings[0], agreement.StatusMeetings[2]);
        yield return new TermReminder(reader, agreement, municipality);

        agreement.ProposeRenewal(new(2028, 3, 1), typed, Lektiecafe.Morning);
        yield return new RenewalAsked(reader, agreement, municipality, agreement.OpenQuestion!);
        yield return new RenewalFell(reader, agreement, municipality, agreement.OpenQuestion!, agreement.Parties[1]);
        yield return new OthersGoOn(reader, agreement, municipality, agreement.OpenQuestion!);
        agreement.ActiveParties.ToList().ForEach(each => agreement.AnswerQuestion(each, goesOn: true, Lektiecafe.Today, Lektiecafe.Morning));
        yield return new AgreementRenewed(reader, agreement, municipality);

        agreement.Pause(last.On, last.On, typed, "Birgit", Lektiecafe.Morning);
        yield return new AgreementPaused(reader, agreement, municipality, agreement.Pauses[0]);
        yield return new AgreementResumed(reader, agreement, municipality, agreement.Pauses[0]);
        var invite = new MeetingCalendar(Lektiecafe.Taxonomy, new ConfigurationBuilder().Build()).For(last, agreement, CalendarMethod.Cancel);
        yield return new MeetingCancelled(new MeetingReader(to, "party", "/m/x"), last, agreement, municipality, invite);

        agreement.HandOver(Lektiecafe.Morning);
        yield return new HandedOver(reader, agreement, municipality);
        meeting.WriteMinutes([new("AG_STATUS_1", typed)], [], 24, 2, typed, Lektiecafe.Morning);
        yield return new TooFewVolunteers(reader, agreement, municipality, meeting);

        agreement.GiveNotice(agreement.Parties[1], typed, Lektiecafe.Today, Lektiecafe.Morning);
        yield return new PartyLeaves(reader, agreement, municipality, agreement.Parties[1]);
        agreement.AnswerQuestion(party, goesOn: false, Lektiecafe.Today, Lektiecafe.Morning);
        yield return new NoticeGiven(reader, agreement, municipality, typed);
        yield return new AgreementRanOut(reader, agreement, municipality);
    }

    /// <summary>Words to a sentence, plus the share of words of more than six letters in per cent (Björnsson 1968). A line ends a sentence.</summary>
    private static double Lix(string text)
    {
        var words = Word().Matches(Link().Replace(text, "$1")).Select(word => word.Value).ToList();
        var sentences = Math.Max(1, Sentence().Count(text));

        return (words.Count / (double)sentences) + (100.0 * words.Count(word => word.Length > 6) / words.Count);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[.?!:]+(\s|$)|\n+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();
}
