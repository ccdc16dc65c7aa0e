using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>How we know that a partner has a code: the surer, the higher.</summary>
internal enum Knowledge : byte
{
    /// <summary>Follows from what kind of organisation it is.</summary>
    Implied,

    /// <summary>Read from its name or description.</summary>
    Read,

    /// <summary>Stated in its profile.</summary>
    Stated,
}

/// <summary>
/// A code that a partner has, in four bytes, since a large catalogue holds tens of millions of them: 14 bits of code,
/// 3 of kind, 2 of knowledge and 13 of weight (0 to 1 in steps of 1/8191).
/// </summary>
internal readonly record struct KnownCode
{
    private const int WeightBits = 13;
    private const int KnowledgeBits = 2;
    private const int KindBits = 3;
    private const int KnowledgeAt = WeightBits;
    private const int KindAt = KnowledgeAt + KnowledgeBits;
    private const int CodeAt = KindAt + KindBits;
    private const float ListedSteps = 8f;
    private const float LeastListed = 0.25f;
    private const uint HighestWeight = (1u << WeightBits) - 1;

    /// <summary>The codes beyond this cannot be held.</summary>
    public const int MostCodes = 1 << (32 - CodeAt);

    private readonly uint packed;

    public KnownCode(int code, CodeKind kind, Knowledge knowledge, float weight)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, MostCodes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)kind, 1 << KindBits);
        var steps = (uint)MathF.Round(Math.Clamp(weight, 0f, 1f) * HighestWeight);
        packed = ((uint)code << CodeAt) | ((uint)kind << KindAt) | ((uint)knowledge << KnowledgeAt) | steps;
    }

    private KnownCode(uint packed) => this.packed = packed;

    public ushort Code => (ushort)(packed >> CodeAt);
    public CodeKind Kind => (CodeKind)((packed >> KindAt) & ((1u << KindBits) - 1));
    public Knowledge Knowledge => (Knowledge)((packed >> KnowledgeAt) & ((1u << KnowledgeBits) - 1));
    public float Weight => (packed & HighestWeight) / (float)HighestWeight;

    /// <summary>
    /// The weight by which it makes a partner promising, in eighths; 0 where it is too faint to look partners up by. The
    /// signals look at the weight itself.
    /// </summary>
    private float ListedWeight => MathF.Floor(Weight * ListedSteps) / ListedSteps is >= LeastListed and var listed ? listed : 0f;

    /// <summary>The same code and knowledge with the weight by which it is listed, 0 when it is in no list.</summary>
    public KnownCode Listed => new(Code, Kind, Knowledge, ListedWeight);

    /// <summary>Sorts by code first, so that all sightings of one code lie together.</summary>
    public uint SortKey => packed;

    /// <summary>What sorts before every sighting of a code.</summary>
    public static uint FirstSortKeyOf(int code) => (uint)code << CodeAt;

    public static KnownCode FromSortKey(uint key) => new(key);
}
