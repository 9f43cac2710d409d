using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class SpanCollector(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) => spans.Enqueue(data);
}
