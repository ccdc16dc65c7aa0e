using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>What a coordinator should know of a contact's wishes before writing to the person.</summary>
public sealed class ContactNotes(ReceiverWishes wishes, MailLines lines, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> OfAsync(Organisation organisation, CancellationToken cancellationToken)
    {
        if (!organisation.CanBeMailed) return [];

        var settings = await wishes.SettingsAsync(organisation.MunicipalityCode, organisation.ContactEmail, cancellationToken);
        var today = clock.Today();
        var notes = new List<string>();

        if (settings.PauseUntil is { } until && until >= today)
        {
            notes.Add(settings.IsPausedOn(today)
                ? $"{organisation.ContactName} holder pause fra mails til og med {DanishText.DayAndMonth(until)}. Et forslag kommer først frem bagefter."
                : $"{organisation.ContactName} holder pause fra mails fra {DanishText.DayAndMonth(settings.PauseFrom!.Value)} til og med {DanishText.DayAndMonth(until)}.");
        }

        switch (settings.ChoiceOf(lines[MailLine.Proposals]))
        {
            case MailChoice.Paused:
                notes.Add($"{organisation.ContactName} vil ikke have forslag på mail for tiden. Ring i stedet.");
                break;
            case MailChoice.Weekly:
                notes.Add($"{organisation.ContactName} får forslag samlet: {WishText.Day(settings.DigestDay)} {DanishText.Clock(settings.DigestAt)}.");
                break;
        }

        if (settings.ByPhone)
        {
            notes.Add($"{organisation.ContactName} vil hellere ringes op end mindes om noget på mail.");
        }

        return notes;
    }
}
