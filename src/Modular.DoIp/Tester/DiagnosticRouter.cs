namespace Modular.DoIp.Tester;

/// <summary>Hands received messages to the subscriptions of their source. Outlives the connections below a recovering one.</summary>
internal sealed class DiagnosticRouter(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, DiagnosticSubscription[]> _bySource = [];
    private DiagnosticSubscription[] _ofAll = [];
    private DoIpException? _closed;

    public DiagnosticSubscription Subscribe(ushort? source)
    {
        var subscription = new DiagnosticSubscription(this, source, capacity);
        lock (_gate)
        {
            if (_closed is { } reason)
            {
                subscription.Close(reason);
            }
            else if (source is { } address)
            {
                _bySource[address] = [.. _bySource.GetValueOrDefault(address, []), subscription];
            }
            else
            {
                _ofAll = [.. _ofAll, subscription];
            }
        }

        return subscription;
    }

    public void Remove(DiagnosticSubscription subscription)
    {
        lock (_gate)
        {
            _ofAll = [.. _ofAll.Where(other => other != subscription)];
            if (subscription.Source is { } address && _bySource.TryGetValue(address, out var all))
            {
                DiagnosticSubscription[] rest = [.. all.Where(other => other != subscription)];
                if (rest.Length == 0)
                {
                    _bySource.Remove(address);
                }
                else
                {
                    _bySource[address] = rest;
                }
            }
        }
    }

    /// <returns>False when nobody wants the message.</returns>
    public bool Deliver(in ReceivedDiagnosticMessage message)
    {
        DiagnosticSubscription[] ofSource;
        DiagnosticSubscription[] ofAll;
        lock (_gate)
        {
            ofSource = _bySource.GetValueOrDefault(message.Source, []);
            ofAll = _ofAll;
        }

        foreach (var subscription in ofSource)
        {
            subscription.Deliver(message);
        }

        foreach (var subscription in ofAll)
        {
            subscription.Deliver(message);
        }

        return ofSource.Length + ofAll.Length > 0;
    }

    public void ReportLoss(DoIpException loss)
    {
        foreach (var subscription in All())
        {
            subscription.ReportLoss(loss);
        }
    }

    public void Close(DoIpException reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
        }

        foreach (var subscription in All())
        {
            subscription.Close(reason);
        }
    }

    private DiagnosticSubscription[] All()
    {
        lock (_gate)
        {
            return [.. _bySource.Values.SelectMany(subscriptions => subscriptions), .. _ofAll];
        }
    }
}
