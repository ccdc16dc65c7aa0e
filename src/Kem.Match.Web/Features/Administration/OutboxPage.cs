using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Administration;

/// <param name="Search">What is listed.</param>
/// <param name="Counts">How many mails there are in each state, with the same words and days.</param>
/// <param name="Uncertain">How many of them may have arrived twice.</param>
/// <param name="Found">How many are in the list, on all its pages.</param>
/// <param name="Mails">One page of it, the newest first.</param>
public sealed record OutboxPage(
    MailSearch Search, IReadOnlyDictionary<OutgoingMailState, int> Counts, int Uncertain, int Found, IReadOnlyList<OutgoingMail> Mails)
{
    public const int RowsPerPage = 50;

    public bool HasNext => Search.Page * RowsPerPage < Found;

    public int CountOf(OutgoingMailState? state) => state is { } one ? Counts.GetValueOrDefault(one) : Counts.Values.Sum();
}

/// <param name="Mail">The envelope.</param>
/// <param name="Copies">What was sent again.</param>
/// <param name="Words">The letter without working links; null for those who may only see envelopes.</param>
/// <param name="MayOpen">The viewer can follow the link to what the mail is about.</param>
/// <param name="CarriedNotice">Below the letter stood what a person must be told who was written down by others.</param>
public sealed record EnvelopePage(OutgoingMail Mail, IReadOnlyList<OutgoingMail> Copies, string? Words, bool MayOpen, bool CarriedNotice);
