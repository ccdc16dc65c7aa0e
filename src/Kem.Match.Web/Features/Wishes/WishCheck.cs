using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Says at each field what cannot be, and what to do instead.</summary>
public static class WishCheck
{
    private const string Prefix = nameof(WishPage.Form);

    public static void Refuse(this ModelStateDictionary errors, WishForm form, MailLines lines, DateOnly today, bool hasPhone)
    {
        var latest = today.AddYears(1);

        foreach (var line in lines.All.Where(line => !line.IsLocked && form.ChoiceOf(line) is null))
        {
            Add($"{nameof(form.Choices)}[{line.Code}]", $"Vælg, hvordan du vil have »{line.Name}«.");
        }

        if (WishForm.TimeOf(form.From) is not { } from) Add(nameof(form.From), "Vælg et klokkeslæt.");
        else if (WishForm.TimeOf(form.Until) is not { } until) Add(nameof(form.Until), "Vælg et klokkeslæt.");
        else if (until <= from) Add(nameof(form.Until), $"Vælg et klokkeslæt senere end {DanishText.Clock(from)}.");

        if (WishForm.TimeOf(form.DigestAt) is null) Add(nameof(form.DigestAt), "Vælg et klokkeslæt.");
        if (form.DigestDay is not { } day || !Enum.IsDefined(day)) Add(nameof(form.DigestDay), "Vælg en dag.");
        else if (day == DayOfWeek.Sunday && !form.Sundays) Add(nameof(form.DigestDay), "Du vil ikke have mails om søndagen. Vælg en anden dag, eller sæt kryds ved søndag.");
        else if (day == DayOfWeek.Saturday && !form.Saturdays) Add(nameof(form.DigestDay), "Du vil ikke have mails om lørdagen. Vælg en anden dag, eller sæt kryds ved lørdag.");

        if (form.PauseFrom > latest) Add(nameof(form.PauseFrom), $"Vælg en dag før {DanishText.Date(latest)}.");
        if (form.PauseFrom is not null && form.PauseUntil is null) Add(nameof(form.PauseUntil), "Vælg den sidste dag i pausen.");
        else if (form.PauseUntil > latest) Add(nameof(form.PauseUntil), $"En pause kan højst vare et år. Vælg en dag før {DanishText.Date(latest)}.");
        else if (form.PauseUntil < form.PauseFrom) Add(nameof(form.PauseUntil), $"Pausen slutter, før den begynder. Vælg {DanishText.DayAndMonth(form.PauseFrom!.Value)} eller senere.");
        else if (form.PauseUntil < today) Add(nameof(form.PauseUntil), "Dagen er gået. Vælg i dag eller senere.");

        if (form.ByPhone && !hasPhone) Add(nameof(form.ByPhone), "Vi har ikke dit nummer. Skriv det på jeres profil, eller ring til os. Så kan vi ringe til dig.");

        void Add(string field, string words) => errors.AddModelError($"{Prefix}.{field}", words);
    }
}
