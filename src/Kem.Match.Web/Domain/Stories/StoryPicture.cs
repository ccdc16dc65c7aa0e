namespace Kem.Match.Web.Domain.Stories;

/// <summary>A picture of a story, without its content.</summary>
public sealed class StoryPicture
{
    internal StoryPicture(string mediaType, int width, int height, string altText, bool showsPeople, DateTimeOffset addedAt)
    {
        MediaType = mediaType;
        Width = width;
        Height = height;
        AltText = altText;
        ShowsPeople = showsPeople;
        AddedAt = addedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid StoryId { get; private set; }
    public string MediaType { get; private set; }
    public int Width { get; private set; }
    public int Height { get; private set; }

    /// <summary>What is to be seen, for those who cannot see it.</summary>
    public string AltText { get; private set; }

    /// <summary>Somebody can be recognised, so somebody must be asked.</summary>
    public bool ShowsPeople { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }
}

/// <summary>The content of a picture, freed from what a camera writes about place and owner.</summary>
public sealed class StoryPictureFile(Guid id, byte[] content)
{
    /// <summary>The id of the picture.</summary>
    public Guid Id { get; private set; } = id;

    public byte[] Content { get; private set; } = content;
}
