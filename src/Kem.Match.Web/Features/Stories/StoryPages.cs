using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;

namespace Kem.Match.Web.Features.Stories;

public sealed record StoriesPage(IReadOnlyList<Story> Stories, bool CanWrite);

/// <summary>One story with what it waits for.</summary>
public sealed record StoryPage(Story Story, IReadOnlyList<string> Missing, bool CanWrite, Uri? PublicAddress, PictureForm Picture, ConsentForm Consent)
{
    public (string Kind, string Words) State => StoryWords.Of(Story.State);
}

/// <summary>The five lines while they are written.</summary>
public sealed record EditStoryPage(Story Story, StoryForm Form);

/// <summary>A story about to begin, from its agreement.</summary>
public sealed record NewStoryPage(CooperationAgreement Agreement);

/// <summary>The story as it is read, with the address that its pictures are fetched from.</summary>
public sealed record StoryReading(Story Story, string PicturesAt);

/// <summary>The story as everybody reads it.</summary>
public sealed record PublicStoryPage(StoryReading Reading, Municipality Municipality);

/// <summary>One party reads the story and says yes, or what must be changed.</summary>
public sealed record ApproveStoryPage(StoryApproval Approval, ApprovalForm Form, Municipality Municipality, string Token)
{
    public Story Story => Approval.Story;
}

/// <summary>One person sees what would be shown, and says yes or no.</summary>
public sealed record ConsentPage(StoryConsent Consent, Municipality Municipality, string Token)
{
    public Story Story => Consent.Story;
}

/// <summary>Where a story stands, as a shape and a word.</summary>
public static class StoryWords
{
    public static (string Kind, string Words) Of(StoryState state) => state switch
    {
        StoryState.Draft => ("new", "Kladde"),
        StoryState.ForApproval => ("turn", "Til godkendelse"),
        StoryState.Approved => ("ok", "Godkendt"),
        StoryState.Shared => ("ok", "Delt"),
        StoryState.Withdrawn => ("stop", "Trukket tilbage"),
    };

    /// <summary>What a person says yes to.</summary>
    public static string About(StoryConsent consent, Story story) => Shared.DanishText.List(
    [
        .. consent.IsNamed ? ["at blive nævnt ved navn"] : Array.Empty<string>(),
        .. consent.IsQuoted ? ["at blive citeret"] : Array.Empty<string>(),
        .. story.Pictures.Where(picture => picture.Id == consent.PictureId).Select(picture => $"at være på billedet »{picture.AltText}«"),
    ]);
}
