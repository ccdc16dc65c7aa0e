namespace Kem.Match.Engine.Search;

/// <summary>
/// Many lists of partners in one array, each in the order of the segment. A segment has few enough partners that a
/// number is two bytes, so a list is read as it lies, with nothing to unpack.
/// </summary>
internal sealed class PostingLists
{
    private readonly ushort[] partners;
    private readonly int[] starts;

    /// <param name="partners">The lists one after the other.</param>
    /// <param name="starts">Where each list begins, and where the last one ends.</param>
    public PostingLists(ushort[] partners, int[] starts)
    {
        this.partners = partners;
        this.starts = starts;
    }

    public ReadOnlySpan<ushort> this[int list] => partners.AsSpan(starts[list]..starts[list + 1]);

    public int Length(int list) => starts[list + 1] - starts[list];

    /// <summary>Writes the lists one after the other.</summary>
    internal sealed class Writer
    {
        private readonly List<ushort> partners = [];
        private readonly List<int> starts = [];

        /// <summary>Every partner added from here on belongs to a new list.</summary>
        public void BeginList() => starts.Add(partners.Count);

        /// <param name="partner">Higher than the one before it in the list.</param>
        public void Add(int partner) => partners.Add((ushort)partner);

        public PostingLists ToLists() => new([.. partners], [.. starts, partners.Count]);
    }
}
