using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace X402.Interop.Tests;

/// <summary>The eight cells: either side as client, server and facilitator.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialCellsAttribute : DataAttribute
{
    /// <inheritdoc />
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var sides = Enum.GetValues<Side>();
        return new((from client in sides
                    from server in sides
                    from facilitator in sides
                    select (ITheoryDataRow)new TheoryDataRow<Side, Side, Side>(client, server, facilitator)).ToArray());
    }

    /// <inheritdoc />
    public override bool SupportsDiscoveryEnumeration() => true;
}
