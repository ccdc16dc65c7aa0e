using System.Collections.ObjectModel;

namespace Kem.Match.Web.Domain.Organisations;

/// <summary>Everything about an organisation that a person can write or correct. Lists hold taxonomy codes.</summary>
public sealed record OrganisationDescription
{
    public const string Danish = "da";

    public required string Name { get; init; }
    public string Form { get; init; } = "";

    /// <summary>The number in the central business register (CVR), 8 digits; empty when it has none.</summary>
    public string Cvr { get; init; } = "";

    public string Place { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string Description { get; init; } = "";
    public int? Members { get; init; }
    public int? FoundedYear { get; init; }

    /// <summary>Volunteer hours a month that can be given.</summary>
    public int? VolunteerHours { get; init; }

    /// <summary>How many more partnerships there is room for now.</summary>
    public int? FreeSlots { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> TargetGroups { get; init; } = [];
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>What the organisation can and would show others.</summary>
    public IReadOnlyList<string> Competences { get; init; } = [];

    /// <summary>How well it says that it masters some of them, by code.</summary>
    public IReadOnlyDictionary<string, Mastery> Mastery { get; init; } = ReadOnlyDictionary<string, Mastery>.Empty;

    /// <summary>What the organisation wants to learn or lacks: competences and resources.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>What the organisation would rather not be asked about: activities, target groups and methods.</summary>
    public IReadOnlyList<string> Boundaries { get; init; } = [];

    public string ContactName { get; init; } = "";
    public string ContactRole { get; init; } = "";
    public string ContactEmail { get; init; } = "";
    public string ContactPhone { get; init; } = "";
    public Channel PreferredChannel { get; init; } = Channel.Email;

    /// <summary>In the contact's own words: "efter kl. 17".</summary>
    public string BestTime { get; init; } = "";

    /// <summary>The language of its mails.</summary>
    public string MailLanguage { get; init; } = Danish;

    public static OrganisationDescription Of(Organisation organisation) => new()
    {
        Name = organisation.Name,
        Form = organisation.Form,
        Cvr = organisation.Cvr,
        Place = organisation.Place,
        PostalCode = organisation.PostalCode,
        Description = organisation.Description,
        Members = organisation.Members,
        FoundedYear = organisation.FoundedYear,
        VolunteerHours = organisation.VolunteerHours,
        FreeSlots = organisation.FreeSlots,
        Languages = organisation.Languages,
        TargetGroups = organisation.TargetGroups,
        Activities = organisation.Activities,
        Competences = organisation.Competences,
        Mastery = organisation.Mastery,
        Gaps = organisation.Gaps,
        Resources = organisation.Resources,
        Boundaries = organisation.Boundaries,
        ContactName = organisation.ContactName,
        ContactRole = organisation.ContactRole,
        ContactEmail = organisation.ContactEmail,
        ContactPhone = organisation.ContactPhone,
        PreferredChannel = organisation.PreferredChannel,
        BestTime = organisation.BestTime,
        MailLanguage = organisation.MailLanguage,
    };
}
