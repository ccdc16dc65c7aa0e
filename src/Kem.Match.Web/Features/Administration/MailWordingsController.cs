using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Administration;

/// <summary>The words of the mails: as they travel with the product, and as the municipality would rather have them.</summary>
public sealed class MailWordingsController(KemDb db, TimeProvider clock) : Controller
{
    private const string Address = "/administration/mailtekster";

    private static MailTemplates Templates => MailTemplates.Shipped;

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var own = MailWording.InForce(await db.MailWordings.VisibleTo(User).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(wording => wording.Template);
        return View("MailWordings", new MailWordingsPage([.. Templates.All.Select(template =>
            (template, (IReadOnlyList<string>)[.. own[template.Code].Select(wording => Templates.FindLanguage(wording.Language)?.Danish).OfType<string>().Order()]))]));
    }

    [HttpGet(Address + "/{code}")]
    public async Task<IActionResult> Edit(string code, string? sprog, CancellationToken cancellationToken)
    {
        if (Find(code, sprog) is not { } found) return NotFound();

        var history = await HistoryAsync(code, cancellationToken);
        var words = InForce(history, found.Language.Code) ?? found.Language.Wordings[code];
        var form = new MailWordingForm { Language = found.Language.Code, Number = LastNumber(history, found.Language.Code), Subject = words.Subject, Text = words.Text };
        return View("MailWording", new MailWordingPage(found.Template, found.Language, form, history));
    }

    [HttpPost(Address + "/{code}")]
    public async Task<IActionResult> Save(string code, [Bind(Prefix = nameof(MailWordingPage.Form))] MailWordingForm form, CancellationToken cancellationToken)
    {
        if (Find(code, form.Language) is not { } found) return NotFound();

        foreach (var (field, message) in form.Faults(found.Template)) ModelState.AddModelError($"{nameof(MailWordingPage.Form)}.{field}", message);
        if (!ModelState.IsValid) return await AgainAsync(found, form, cancellationToken);

        var words = form.ToWording();
        if (!await AddAsync(found, form.Number, words, cancellationToken)) return await OvertakenAsync(found, form, cancellationToken);

        TempData.LeaveReceipt(
            "Teksten er gemt. Den gælder for de mails, der bliver sendt fra nu af.",
            MailReadability.Of(found.Template, form.Language, words) is { } readability ? MailReadability.Says(readability) : "");
        return Redirect($"{Address}/{code}?sprog={form.Language}");
    }

    /// <summary>The mail as it would look; nothing is saved.</summary>
    [HttpPost(Address + "/{code}/visning")]
    public async Task<IActionResult> Preview(string code, [Bind(Prefix = nameof(MailWordingPage.Form))] MailWordingForm form, CancellationToken cancellationToken)
    {
        if (Find(code, form.Language) is not { } found) return NotFound();

        foreach (var (field, message) in form.Faults(found.Template)) ModelState.AddModelError($"{nameof(MailWordingPage.Form)}.{field}", message);

        return ModelState.IsValid
            ? Mail(await ShownAsync(found, form.ToWording(), form.Dark, form.Narrow, cancellationToken))
            : Mail(MailPreview.Faults(ModelState.Values.SelectMany(entry => entry.Errors).Select(error => error.ErrorMessage)));
    }

    /// <summary>The mail with the words that hold now.</summary>
    [HttpGet(Address + "/{code}/mail")]
    public async Task<IActionResult> Show(string code, string? sprog, bool moerk, bool smal, CancellationToken cancellationToken)
    {
        if (Find(code, sprog) is not { } found) return NotFound();

        var words = InForce(await HistoryAsync(code, cancellationToken), found.Language.Code) ?? found.Language.Wordings[code];
        return Mail(await ShownAsync(found, words, moerk, smal, cancellationToken));
    }

    [HttpGet(Address + "/{code}/nulstil")]
    public async Task<IActionResult> AskToReset(string code, string? sprog, CancellationToken cancellationToken)
    {
        if (Find(code, sprog) is not { } found) return NotFound();

        var history = await HistoryAsync(code, cancellationToken);
        var shipped = found.Language.Wordings[code];
        var form = new MailWordingForm { Language = found.Language.Code, Number = LastNumber(history, found.Language.Code), Subject = shipped.Subject, Text = shipped.Text };
        return View("MailWordingReset", new MailWordingPage(found.Template, found.Language, form, history));
    }

    [HttpPost(Address + "/{code}/nulstil")]
    public async Task<IActionResult> Reset(string code, string? language, int number, CancellationToken cancellationToken)
    {
        if (Find(code, language) is not { } found) return NotFound();

        // Somebody else's reset is as good as ours; somebody else's new words are not to be lost.
        if (InForce(await HistoryAsync(code, cancellationToken), found.Language.Code) is not null && !await AddAsync(found, number, null, cancellationToken))
        {
            return Redirect($"{Address}/{code}/nulstil?sprog={found.Language.Code}");
        }

        TempData.LeaveReceipt("Mailen har standardteksten igen.", "Jeres tekst står stadig under »Hvem har rettet«.");
        return Redirect($"{Address}/{code}?sprog={found.Language.Code}");
    }

    private (MailTemplate Template, MailLanguage Language)? Find(string code, string? language) =>
        Viewer.From(User).IsAdministrator && Templates.Find(code) is { } template && Templates.FindLanguage(language ?? MailTemplates.Danish) is { } spoken
            ? (template, spoken)
            : null;

    private Task<List<MailWording>> HistoryAsync(string code, CancellationToken cancellationToken) =>
        db.MailWordings.VisibleTo(User).AsNoTracking().Where(w => w.Template == code).OrderByDescending(w => w.At).ThenByDescending(w => w.Number).ToListAsync(cancellationToken);

    private static Wording? InForce(IEnumerable<MailWording> history, string language) =>
        MailWording.InForce(history).SingleOrDefault(wording => wording.Language == language)?.ToWording();

    private static int LastNumber(IEnumerable<MailWording> history, string language) =>
        history.Where(wording => wording.Language == language).Select(wording => wording.Number).DefaultIfEmpty().Max();

    /// <summary>False when somebody else has changed the words since the page was opened.</summary>
    private async Task<bool> AddAsync((MailTemplate Template, MailLanguage Language) found, int number, Wording? words, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        if (number != LastNumber(await HistoryAsync(found.Template.Code, cancellationToken), found.Language.Code)) return false;

        db.MailWordings.Add(new MailWording(
            viewer.MunicipalityCode, found.Template.Code, found.Language.Code, number + 1, words?.Subject, words?.Text, viewer.Name, clock.GetUtcNow()));
        return await db.SaveUnlessTakenAsync(cancellationToken) is null;
    }

    private async Task<IActionResult> AgainAsync((MailTemplate Template, MailLanguage Language) found, MailWordingForm form, CancellationToken cancellationToken) =>
        View("MailWording", new MailWordingPage(found.Template, found.Language, form, await HistoryAsync(found.Template.Code, cancellationToken)));

    private async Task<IActionResult> OvertakenAsync((MailTemplate Template, MailLanguage Language) found, MailWordingForm form, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(found.Template.Code, cancellationToken);
        form.Number = LastNumber(history, form.Language);
        ModelState.Remove($"{nameof(MailWordingPage.Form)}.{nameof(form.Number)}");
        ModelState.AddModelError($"{nameof(MailWordingPage.Form)}.{nameof(form.Text)}", "En anden har rettet teksten, mens du skrev. Den står under »Hvem har rettet«. Gem igen, hvis din skal gælde.");
        return View("MailWording", new MailWordingPage(found.Template, found.Language, form, history));
    }

    private async Task<string> ShownAsync((MailTemplate Template, MailLanguage Language) found, Wording words, bool dark, bool narrow, CancellationToken cancellationToken)
    {
        var code = found.Template.Code;
        var values = found.Template.Samples();
        var viewer = Viewer.From(User);

        if (await db.Municipalities.AsNoTracking().SingleOrDefaultAsync(m => m.Code == viewer.MunicipalityCode, cancellationToken) is { } municipality)
        {
            values.Add("municipalityName", municipality.OfficialName);
            values.Add("municipalityPhone", municipality.Phone);
        }

        var own = InForce(await HistoryAsync(code, cancellationToken), MailTemplates.Danish);
        var letter = Templates.Write(code, found.Language.Code, values, words);
        var readability = MailReadability.Of(found.Template, found.Language.Code, words);

        return MailPreview.Page(
            Templates.WithDanishBelow(found.Language.Code, letter, found.Language.Code == MailTemplates.Danish ? letter : Templates.Write(code, MailTemplates.Danish, values, own)),
            dark, narrow, readability is null ? null : MailReadability.Says(readability));
    }

    private ContentResult Mail(string html)
    {
        Response.Headers.ContentSecurityPolicy = MailPreview.Policy;
        return Content(html, "text/html", Encoding.UTF8);
    }
}
