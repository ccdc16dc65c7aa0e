using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Http;

namespace Kem.Match.Web.Features.Stories;

/// <summary>The five lines while they are written; any of them may still be empty.</summary>
public sealed class StoryForm
{
    public long Version { get; init; }

    [Required(ErrorMessage = "Giv historien en overskrift."), StringLength(120), NoCprNumber, Display(Name = "Overskrift")]
    public string? Title { get; init; }

    [StringLength(300), NoCprNumber, Display(Name = "Hvem")]
    public string? Who { get; init; }

    [StringLength(600), NoCprNumber, Display(Name = "Hvad")]
    public string? What { get; init; }

    [StringLength(1000), NoCprNumber, Display(Name = "Hvad skete der")]
    public string? Happened { get; init; }

    [StringLength(400), NoCprNumber, Display(Name = "Citat")]
    public string? Quote { get; init; }

    [StringLength(100), NoCprNumber, Display(Name = "Hvem sagde det")]
    public string? QuotedPerson { get; init; }

    [StringLength(600), NoCprNumber, Display(Name = "Hvad nu")]
    public string? WhatNow { get; init; }

    public static StoryForm Of(Story story, long version) => new()
    {
        Version = version,
        Title = story.Title,
        Who = story.Who,
        What = story.What,
        Happened = story.Happened,
        Quote = story.Quote,
        QuotedPerson = story.QuotedPerson,
        WhatNow = story.WhatNow,
    };

    public StoryText Text => new(Trimmed(Title), Trimmed(Who), Trimmed(What), Trimmed(Happened), Trimmed(Quote), Trimmed(QuotedPerson), Trimmed(WhatNow));

    private static string Trimmed(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>A picture, and what is on it.</summary>
public sealed class PictureForm
{
    [Required(ErrorMessage = "Vælg et billede.")]
    public IFormFile? File { get; init; }

    [Required(ErrorMessage = "Skriv, hvad man ser på billedet."), StringLength(200), NoCprNumber, Display(Name = "Hvad ser man")]
    public string? AltText { get; init; }

    public bool ShowsPeople { get; init; }
}

/// <summary>Who is to be asked, about what, and how.</summary>
public sealed class ConsentForm
{
    [Required(ErrorMessage = "Skriv, hvem der skal spørges."), StringLength(100), NoCprNumber, Display(Name = "Navn")]
    public string? PersonName { get; init; }

    /// <summary>"navn", "citat", or the id of a picture.</summary>
    public List<string> About { get; init; } = [];

    [Required(ErrorMessage = "Vælg, om personen får et link eller har sagt ja på papir.")]
    public ConsentWay? Way { get; init; }

    [StringLength(254), Display(Name = "Mail")]
    public string? Address { get; init; }

    /// <summary>What the fields say together that cannot be right; told beside what is wrong with each alone.</summary>
    public IEnumerable<(string Field, string Message)> Contradictions()
    {
        if (About.Count == 0) yield return (nameof(About), "Vælg, hvad personen siger ja til.");

        if (Way == ConsentWay.Link && !MailAddresses.IsValid(Address?.Trim() ?? ""))
        {
            yield return (nameof(Address), "Skriv den mailadresse, linket skal sendes til.");
        }
    }
}

/// <summary>One party's answer to the story.</summary>
public sealed class ApprovalForm
{
    /// <summary>The text that was read.</summary>
    public int TextVersion { get; init; }

    [StringLength(100), NoCprNumber, Display(Name = "Navn")]
    public string? Name { get; init; }

    [StringLength(1000), NoCprNumber, Display(Name = "Det skal ændres")]
    public string? Wish { get; init; }
}
