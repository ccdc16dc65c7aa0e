using System.Text.Json;
using Kem.Match.Web.Domain.Evidence;

namespace Kem.Match.Web.Data;

/// <summary>
/// Notes outside the database how each trail ends. Somebody who can put a whole old copy of the database back leaves trails
/// that hang together; only what was noted elsewhere shows that something is gone. The same ends stand in receipts and PDFs.
/// </summary>
public sealed class EvidenceWitness(string path)
{
    public bool Exists => File.Exists(path);

    public IReadOnlyDictionary<Guid, WitnessedHead> Read() => Exists
        ? JsonSerializer.Deserialize<List<WitnessedHead>>(File.ReadAllBytes(path))!.ToDictionary(head => head.AgreementId)
        : new Dictionary<Guid, WitnessedHead>();

    public void Write(IEnumerable<WitnessedHead> heads)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var own = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(own, JsonSerializer.SerializeToUtf8Bytes(heads));
        File.Move(own, path, overwrite: true);
    }
}
