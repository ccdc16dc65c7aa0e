using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Taxonomy;

/// <summary>
/// Where something is: one municipality, several (a part of the country), the whole country, or not known.
/// Distances are between the centres of municipalities and are estimates.
/// </summary>
public sealed class Places
{
    private const double EarthRadiusKm = 6371;

    /// <summary>Kilometres at which closeness has fallen to 1/e, a little over a third.</summary>
    private const double FallsToAThird = 30;

    private const double UnknownCloseness = 0.3;

    private readonly string[] codes;
    private readonly string[] names;
    private readonly string[] regions;
    private readonly float[] distances;
    private readonly Dictionary<string, Place> byName;

    private Places(string[] codes, string[] names, string[] regions, float[] distances, Dictionary<string, Place> byName)
    {
        this.codes = codes;
        this.names = names;
        this.regions = regions;
        this.distances = distances;
        this.byName = byName;
    }

    internal int Count => codes.Length;

    /// <param name="municipalities">The list of municipalities: <c>items</c> with code, name, regionCode, latApprox, lonApprox.</param>
    /// <param name="parts">Parts of the country and towns (<c>data/engine/places.json</c>): <c>items</c> with names and municipality codes.</param>
    /// <exception cref="InterchangeException">A file is broken; the message names file, line and field.</exception>
    public static Places Read(Stream municipalities, string municipalitiesName, Stream parts, string partsName)
    {
        var items = JsonItem.ReadArray(municipalities.ReadAll(), municipalitiesName, "items");
        var (codes, names, regions) = (new string[items.Count], new string[items.Count], new string[items.Count]);
        var (lat, lon) = (new double[items.Count], new double[items.Count]);
        var byName = new Dictionary<string, Place>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            codes[i] = items[i].Text("code");
            names[i] = items[i].Text("name");
            regions[i] = items[i].TextOrEmpty("regionCode");
            (lat[i], lon[i]) = (items[i].Number("latApprox"), items[i].Number("lonApprox"));
            var place = new Place(PlaceKind.Municipality, [i]);
            byName[codes[i]] = byName[codes[i].TrimStart('0')] = byName[Key(names[i])] = place;
            if (items[i].TextOrEmpty("officialName") is { Length: > 0 } official) byName.TryAdd(Key(official), place);
        }

        foreach (var item in JsonItem.ReadArray(parts.ReadAll(), partsName, "items"))
        {
            var place = ReadPart(item, byName, regions);
            foreach (var name in item.Texts("names")) byName.TryAdd(Key(name), place);
        }

        return new Places(codes, names, regions, Distances(lat, lon), byName);
    }

    /// <summary>The municipality's code for a code, a name or a town; null when it is none or more than one.</summary>
    public string? MunicipalityCode(string text) =>
        Find(text) is { Kind: PlaceKind.Municipality } place ? codes[place.Municipalities[0]] : null;

    /// <summary>Kilometres between the centres of two municipalities; null when either is not one municipality.</summary>
    public double? Distance(string from, string to) =>
        Find(from) is { Kind: PlaceKind.Municipality } a && Find(to) is { Kind: PlaceKind.Municipality } b
            ? DistanceBetween(a.Municipalities[0], b.Municipalities[0])
            : null;

    internal string NameOf(int municipality) => names[municipality];

    internal string RegionOf(int municipality) => regions[municipality];

    internal float DistanceBetween(int a, int b) => distances[(a * codes.Length) + b];

    /// <summary>Kilometres between the nearest municipalities of two places; 0 where they overlap, null when either is unknown.</summary>
    internal double? Kilometres(Place here, Place there)
    {
        if (here.Municipalities.Length == 0 || there.Municipalities.Length == 0) return null;

        var nearest = double.MaxValue;
        foreach (var a in here.Municipalities)
        {
            foreach (var b in there.Municipalities) nearest = Math.Min(nearest, DistanceBetween(a, b));
        }

        return nearest;
    }

    /// <summary>How near a distance is: e^(−km/30), so 1 next door and 0.37 at 30 km; 0.3 when the distance is not known.</summary>
    internal static double Closeness(double? kilometres) => kilometres is { } km ? Math.Exp(-km / FallsToAThird) : UnknownCloseness;

    /// <summary>Reads "Hillerød", "0219", "Hillerød Kommune", "Nordsjælland", "hele landet" or "Aarhus og Randers".</summary>
    internal Place Find(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Place.Unknown;
        if (byName.TryGetValue(Key(text), out var place)) return place;

        var several = new List<int>();
        foreach (var part in text.Split([",", ";", "/", " og ", " samt ", "(", ")"], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!byName.TryGetValue(Key(part), out var one)) continue;
            if (one.Kind == PlaceKind.Country) return one;

            several.AddRange(one.Municipalities);
        }

        int[] distinct = [.. several.Distinct()];
        return distinct.Length switch
        {
            0 => Place.Unknown,
            1 => new Place(PlaceKind.Municipality, distinct),
            _ => new Place(PlaceKind.Part, distinct),
        };
    }

    /// <summary>The first municipality or town that a text names; unknown when it names none.</summary>
    internal Place FindIn(string text)
    {
        foreach (var word in text.Split([' ', ',', '.', ';', ':', '(', ')', '\n', '/', '"'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsUpper(word[0]) && byName.TryGetValue(Key(word), out var place) && place.Kind == PlaceKind.Municipality)
            {
                return place;
            }
        }

        return Place.Unknown;
    }

    private static Place ReadPart(JsonItem item, Dictionary<string, Place> byName, string[] regions)
    {
        if (item.TextOrEmpty("kind") == "country") return new Place(PlaceKind.Country, []);

        var members = new List<int>();
        foreach (var region in item.Texts("regions"))
        {
            for (var i = 0; i < regions.Length; i++)
            {
                if (regions[i] == region) members.Add(i);
            }
        }

        foreach (var name in item.Texts("municipalities"))
        {
            if (!byName.TryGetValue(Key(name), out var place)) throw item.Wrong("municipalities", $"'{name}' is not a municipality");
            members.AddRange(place.Municipalities);
        }

        if (members.Count == 0) throw item.Wrong("municipalities", "is missing or empty");
        int[] distinct = [.. members.Distinct()];
        return new Place(distinct.Length == 1 ? PlaceKind.Municipality : PlaceKind.Part, distinct);
    }

    private static string Key(string name)
    {
        var key = TextFolding.Fold(name.Trim()).Replace("region ", "", StringComparison.Ordinal);
        return key.EndsWith(" kommune", StringComparison.Ordinal) ? key[..^" kommune".Length] : key;
    }

    /// <summary>Great-circle distances by the haversine formula.</summary>
    private static float[] Distances(double[] lat, double[] lon)
    {
        var count = lat.Length;
        var distances = new float[count * count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                var (dLat, dLon) = (Radians(lat[b] - lat[a]) / 2, Radians(lon[b] - lon[a]) / 2);
                var h = Math.Pow(Math.Sin(dLat), 2)
                    + (Math.Cos(Radians(lat[a])) * Math.Cos(Radians(lat[b])) * Math.Pow(Math.Sin(dLon), 2));
                distances[(a * count) + b] = (float)(2 * EarthRadiusKm * Math.Asin(Math.Sqrt(h)));
            }
        }

        return distances;
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}

internal enum PlaceKind
{
    Unknown,
    Municipality,
    Part,
    Country,
}

/// <summary>A place as the municipalities it covers.</summary>
internal sealed record Place(PlaceKind Kind, int[] Municipalities)
{
    public static Place Unknown { get; } = new(PlaceKind.Unknown, []);

    public bool IsMunicipality(int municipality) => Kind == PlaceKind.Municipality && Municipalities[0] == municipality;
}
