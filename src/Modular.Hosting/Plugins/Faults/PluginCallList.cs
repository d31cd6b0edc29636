namespace Modular.Hosting.Plugins.Faults;

/// <summary>Calls which are going on, in the order of their begin, last first. Safe for concurrent use.</summary>
internal sealed class PluginCallList
{
    private readonly Lock _gate = new();
    private PluginCall? _first;

    public void Add(PluginCall call)
    {
        lock (_gate)
        {
            call.Next = _first;
            if (_first is not null)
            {
                _first.Previous = call;
            }

            _first = call;
        }
    }

    public void Remove(PluginCall call)
    {
        lock (_gate)
        {
            if (call.Previous is not null)
            {
                call.Previous.Next = call.Next;
            }
            else if (ReferenceEquals(_first, call))
            {
                _first = call.Next;
            }

            if (call.Next is not null)
            {
                call.Next.Previous = call.Previous;
            }

            call.Next = call.Previous = null;
        }
    }

    /// <summary>Adds those which meet a condition to a list.</summary>
    public void Find(Predicate<PluginCall> condition, List<PluginCall> found)
    {
        lock (_gate)
        {
            for (var call = _first; call is not null; call = call.Next)
            {
                if (condition(call))
                {
                    found.Add(call);
                }
            }
        }
    }
}
