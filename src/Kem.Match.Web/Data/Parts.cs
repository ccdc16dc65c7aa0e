using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

/// <summary>
/// What belongs to a whole, lives and goes with it and is read with it. Unlike what is owned in the sense of the framework, it can
/// be left out (<c>IgnoreAutoIncludes</c>) by somebody who reads many wholes and needs little of each.
/// </summary>
internal static class Parts
{
    public static void HasParts<TWhole, TPart>(this EntityTypeBuilder<TWhole> whole, Expression<Func<TWhole, IEnumerable<TPart>?>> parts)
        where TWhole : class
        where TPart : class
    {
        whole.HasMany(parts).WithOne().HasForeignKey($"{typeof(TWhole).Name}Id").IsRequired();
        whole.Navigation(parts).AutoInclude();
    }
}
