using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Search;

/// <summary>
/// Many sorted lists of documents in one array of bytes. A list holds the gaps between its documents, seven bits to a
/// byte, each followed by one byte of count where the lists have counts. Every 128th document of a list is noted
/// aside, so that a reader can leap.
/// </summary>
internal sealed class PostingLists
{
    /// <summary>Documents between two notes.</summary>
    public const int Stride = 128;

    private readonly byte[] bytes;
    private readonly Head[] heads;
    private readonly Note[] notes;

    private PostingLists(bool hasCounts, byte[] bytes, Head[] heads, Note[] notes)
    {
        HasCounts = hasCounts;
        this.bytes = bytes;
        this.heads = heads;
        this.notes = notes;
    }

    public bool HasCounts { get; }

    public int Lists => heads.Length;

    /// <summary>How many documents a list has.</summary>
    public int Length(int list) => heads[list].Length;

    public PostingReader Read(int list)
    {
        var head = heads[list];
        var notesEnd = list + 1 < heads.Length ? heads[list + 1].Notes : notes.Length;
        return new PostingReader(bytes, notes.AsMemory(head.Notes, notesEnd - head.Notes), head.Start, head.Length, HasCounts);
    }

    /// <summary>Where a list begins among the bytes and among the notes, and how many documents it has.</summary>
    private readonly record struct Head(int Start, int Length, int Notes);

    /// <summary>The document before a stretch of <see cref="Stride"/>, and where the stretch begins.</summary>
    internal readonly record struct Note(int DocumentBefore, int Start);

    /// <summary>Writes the lists one after the other.</summary>
    internal sealed class Writer(bool hasCounts)
    {
        private readonly List<Head> heads = [];
        private readonly List<Note> notes = [];
        private byte[] bytes = new byte[256];
        private int end;
        private int last;

        /// <summary>Every document added from here on belongs to a new list.</summary>
        public void BeginList()
        {
            heads.Add(new Head(end, 0, notes.Count));
            last = -1;
        }

        /// <param name="document">Higher than the one before it in the list.</param>
        /// <param name="count">Kept only where the lists have counts.</param>
        public void Add(int document, byte count = 0)
        {
            ref var head = ref CollectionsMarshal.AsSpan(heads)[^1];
            if (head.Length > 0 && head.Length % Stride == 0) notes.Add(new Note(last, end));
            head = head with { Length = head.Length + 1 };

            if (bytes.Length - end < 8) Array.Resize(ref bytes, bytes.Length * 2);
            var gap = (uint)(document - last);
            for (; gap >= 0x80; gap >>= 7) bytes[end++] = (byte)(gap | 0x80);
            bytes[end++] = (byte)gap;
            if (hasCounts) bytes[end++] = count;
            last = document;
        }

        public PostingLists ToLists() => new(hasCounts, bytes.AsSpan(0, end).ToArray(), [.. heads], [.. notes]);
    }
}

/// <summary>Reads one list from its beginning; <see cref="Document"/> is <see cref="End"/> when there is no more.</summary>
internal struct PostingReader
{
    public const int End = int.MaxValue;

    private readonly byte[] bytes;
    private readonly ReadOnlyMemory<PostingLists.Note> notes;
    private readonly int length;
    private readonly bool hasCounts;
    private int at;
    private int left;
    private int nextNote;
    private int document;
    private byte count;

    public PostingReader(byte[] bytes, ReadOnlyMemory<PostingLists.Note> notes, int start, int length, bool hasCounts)
    {
        this.bytes = bytes;
        this.notes = notes;
        this.length = length;
        this.hasCounts = hasCounts;
        at = start;
        left = length;
        document = -1;
        Next();
    }

    /// <summary>How many documents the whole list has.</summary>
    public readonly int Length => length;

    public readonly int Document => document;
    public readonly byte Count => count;

    public void Next()
    {
        if (left == 0)
        {
            document = End;
            return;
        }

        left--;
        document += ReadGap(bytes, ref at);
        if (hasCounts) count = bytes[at++];
    }

    /// <summary>Takes documents before <paramref name="end"/> in order, as many as there is room for.</summary>
    /// <param name="counts">Filled beside the documents where the list has counts.</param>
    /// <returns>How many were taken; fewer than there is room for when no more lie before the end.</returns>
    public int Take(int end, Span<int> documents, Span<byte> counts)
    {
        var (here, data, next, unread, counted, value) = (document, bytes, at, left, hasCounts, count);
        var taken = 0;
        while (taken < documents.Length && here < end)
        {
            documents[taken] = here;
            if (counted) counts[taken] = value;
            taken++;
            if (unread == 0)
            {
                here = End;
                break;
            }

            unread--;
            here += ReadGap(data, ref next);
            if (counted) value = data[next++];
        }

        (document, at, left, count) = (here, next, unread, value);
        return taken;
    }

    /// <summary>Moves on to the first document that is not before the one given.</summary>
    public void LeapTo(int target)
    {
        if (document >= target) return;

        LeapOverStretches(target);
        while (document < target) Next();
    }

    private void LeapOverStretches(int target)
    {
        var ahead = notes.Span;
        var last = -1;
        while (nextNote < ahead.Length && ahead[nextNote].DocumentBefore < target) last = nextNote++;

        if (last < 0 || ahead[last].Start <= at) return;

        at = ahead[last].Start;
        left = length - ((last + 1) * PostingLists.Stride);
        document = ahead[last].DocumentBefore;
        Next();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadGap(byte[] data, ref int at)
    {
        uint gap = data[at++];
        return gap < 0x80 ? (int)gap : (int)ReadLongGap(data, gap & 0x7f, ref at);
    }

    private static uint ReadLongGap(byte[] data, uint gap, ref int at)
    {
        for (var shift = 7; ; shift += 7)
        {
            uint more = data[at++];
            gap |= (more & 0x7f) << shift;
            if (more < 0x80) return gap;
        }
    }
}
