using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Which line of the matrix each kind of letter belongs to.</summary>
public static class LetterLines
{
    /// <summary>The line of what somebody has just asked for: it is sent at once, whatever has been chosen.</summary>
    private const string AskedFor = "";

    private static readonly Dictionary<string, string> LineOf = new()
    {
        ["PROPOSAL"] = MailLine.Proposals,
        ["PROPOSAL_ANSWERED"] = MailLine.Proposals,
        ["PROPOSAL_REPLY"] = MailLine.Proposals,
        ["PROPOSAL_FORWARDED"] = MailLine.Proposals,
        ["PROPOSAL_FORWARD_NOTICE"] = MailLine.Proposals,
        ["PROPOSAL_WITHDRAWN"] = MailLine.Proposals,
        ["PROPOSAL_LAPSED"] = MailLine.Proposals,
        ["PROPOSAL_FELL"] = MailLine.Proposals,
        ["BUNDLE_CHANGED"] = MailLine.Proposals,

        ["PROPOSAL_REMINDER"] = MailLine.Reminders,
        ["SIGN_REMINDER"] = MailLine.Reminders,
        ["STATUS_REMINDER"] = MailLine.Reminders,
        ["MINUTES_OVERDUE"] = MailLine.Reminders,
        ["PREPARE_REMINDER"] = MailLine.Reminders,
        ["STEP_QUESTION"] = MailLine.Reminders,
        ["BOUNCE_ALERT"] = MailLine.Reminders,
        ["CHECKUPS_MISSING"] = MailLine.Reminders,
        ["FOLLOW_UP_SOON"] = MailLine.Reminders,

        ["HEALTHCHECK_INVITE"] = MailLine.Checkups,
        ["HEALTHCHECK_REMINDER"] = MailLine.Checkups,

        ["FIRST_MEETING"] = MailLine.Meetings,
        ["FIRST_MEETING_OFF"] = MailLine.Meetings,
        ["PREPARE_TALK"] = MailLine.Meetings,
        ["STATUS_INVITE"] = MailLine.Meetings,
        ["MEETING_MOVED"] = MailLine.Meetings,
        ["MEETING_OFF"] = MailLine.Meetings,
        ["MEETING_CANCELLED"] = MailLine.Meetings,
        ["MEETING_CANNOT"] = MailLine.Meetings,
        ["MEETING_BACK"] = MailLine.Meetings,

        ["MINUTES"] = MailLine.Minutes,
        ["MINUTES_OBJECTION"] = MailLine.Minutes,

        ["SIGN_REQUEST"] = MailLine.Agreements,
        ["SIGN_REFUSED"] = MailLine.Agreements,
        ["SIGN_NOT_RIGHT"] = MailLine.Agreements,
        ["SIGN_VOIDED"] = MailLine.Agreements,
        ["SIGN_FELL"] = MailLine.Agreements,
        ["SIGNED_ALL"] = MailLine.Agreements,
        ["RECEIPT"] = MailLine.Agreements,
        ["COMMENT_REQUEST"] = MailLine.Agreements,
        ["COMMENTS_ARRIVED"] = MailLine.Agreements,
        ["TERM_SOON"] = MailLine.Agreements,
        ["RENEWAL_ASKED"] = MailLine.Agreements,
        ["RENEWED"] = MailLine.Agreements,
        ["RENEWAL_FELL"] = MailLine.Agreements,
        ["NOTICE_GIVEN"] = MailLine.Agreements,
        ["NOTICE_BACK"] = MailLine.Agreements,
        ["NOTICE_BACK_ASKED"] = MailLine.Agreements,
        ["NOTICE_STANDS"] = MailLine.Agreements,
        ["PARTY_LEAVES"] = MailLine.Agreements,
        ["OTHERS_GO_ON"] = MailLine.Agreements,
        ["PAUSED"] = MailLine.Agreements,
        ["RESUMED"] = MailLine.Agreements,
        ["AGREEMENT_RAN_OUT"] = MailLine.Agreements,
        ["AGREEMENT_ENDED"] = MailLine.Agreements,
        ["OUTCOMES_SHARED"] = MailLine.Agreements,
        ["HANDED_OVER"] = MailLine.Agreements,
        ["TOO_FEW_VOLUNTEERS"] = MailLine.Agreements,
        ["STORY_APPROVE"] = MailLine.Agreements,
        ["STORY_CONSENT"] = MailLine.Agreements,
        ["STORY_DOWN"] = MailLine.Agreements,

        [DigestLetter.Code] = MailLine.Digest,

        ["ANSWER_RECEIPT"] = AskedFor,
        ["PREPARE_RECEIPT"] = AskedFor,
        ["CALENDAR"] = AskedFor,
        [TestLetter.Code] = AskedFor,
    };

    /// <summary>Every kind there is; a test holds it against the letters themselves.</summary>
    public static IEnumerable<string> Kinds => LineOf.Keys;

    /// <summary>Only the test mail, which somebody sends to him- or herself, tells nobody anything.</summary>
    public static bool MayBeFirst(OutgoingMail mail) => mail.Kind != TestLetter.Code && LineOf.ContainsKey(mail.Kind);

    /// <summary>The line that the receiver chooses about; null for what was asked for and for what belongs to the installation.</summary>
    public static string? Of(OutgoingMail mail) =>
        mail.MunicipalityCode is not null && LineOf.TryGetValue(mail.Kind, out var line) && line != AskedFor ? line : null;
}
