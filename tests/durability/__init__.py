"""Real processes, real faults: kill -9, full disks, held locks. Slow by nature; most are marked so."""
