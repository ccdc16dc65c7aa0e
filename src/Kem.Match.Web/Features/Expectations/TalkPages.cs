using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>The choice of who is asked to prepare.</summary>
public sealed record NewTalkPage(MatchProposal Proposal, NewTalkForm Form, IReadOnlyList<CooperationMethod> Methods, IReadOnlyList<Organisation> Others);

/// <summary>One side's questions: by link, or written down by the coordinator on the phone.</summary>
public sealed record AnswerTalkPage(TalkSide Side, IReadOnlyList<PreparationQuestion> Questions, AnswersForm Form, Municipality Municipality, string PostTo, bool ByPhone, DateTimeOffset? MeetingAt)
{
    public ExpectationTalk Talk => Side.Talk;
}

/// <summary>All answers side by side: for the coordinator, for a side with a link, or on paper.</summary>
/// <param name="Talk">With its sides.</param>
/// <param name="Questions">Those of the method.</param>
/// <param name="Reader">The side that reads by link; null for the coordinator, who sees everything.</param>
/// <param name="Form">The notes; only the coordinator writes them.</param>
/// <param name="Agreement">The draft that the answers can be carried into; null as long as there is none.</param>
/// <param name="Token">The reader's link.</param>
public sealed record TalkPage(
    ExpectationTalk Talk, IReadOnlyList<PreparationQuestion> Questions, TalkSide? Reader, TalkNotesForm Form, CooperationAgreement? Agreement, string Token = "")
{
    public bool Shows(TalkSide side) => Reader is null || Reader == side || (side.HasSent && Talk.ShowsOthersTo(Reader));

    /// <summary>Do they say the same? Null while it cannot be known.</summary>
    public bool? Agree(PreparationQuestion question)
    {
        var said = Talk.Sides.Where(Shows).Select(side => Same(side.AnswerTo(question.Code))).ToList();

        return said.Count < Talk.Sides.Count || said.Contains("") ? null : said.Distinct().Count() == 1;
    }

    public (string Kind, string Words) Standing(PreparationQuestion question) => Agree(question) switch
    {
        true => ("ok", "I skriver det samme"),
        false => ("turn", "Tal om det her"),
        null => ("new", "Mangler svar"),
    };

    // A capital letter or a full stop is no difference.
    private static string Same(string answer) => string.Join(' ', answer.ToUpperInvariant().Split((char[])[' ', '\n', '.', ',', '!'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A place in the draft, what stands there, and the words that could.</summary>
public sealed record CarryPlace(string Key, string Question, string Now, string AskedAs, IReadOnlyList<CarryWords> Words, string Suggested);

/// <summary>Words from the talk, and whose they are.</summary>
public sealed record CarryWords(string Value, string Whose, string Text);

/// <summary>What of the talk goes into the draft; nothing does without a choice.</summary>
public sealed record CarryPage(ExpectationTalk Talk, CooperationAgreement Agreement, IReadOnlyList<CarryPlace> Places, CarryForm Form);
