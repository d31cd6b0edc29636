// Each test starts processes of its own; on two cores more than two at a time only make one another slow.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
