"""Reads a data identifier from a DoIP entity with scapy's own tester, and prints the answer in hex."""
import logging
import sys

logging.getLogger("scapy").setLevel(logging.ERROR)
from scapy.config import conf  # noqa: E402

conf.verb = 0
from scapy.contrib.automotive.doip import DoIPSocket  # noqa: E402
from scapy.contrib.automotive.doip import DoIP  # noqa: E402
from scapy.contrib.automotive.uds import UDS, UDS_RDBI  # noqa: E402

host, port, target, identifier = sys.argv[1], int(sys.argv[2]), int(sys.argv[3], 0), int(sys.argv[4], 0)
with DoIPSocket(ip=host, port=port, source_address=0x0E80, target_address=target) as sock:
    request = DoIP(payload_type=0x8001, source_address=0x0E80, target_address=target) / UDS() / UDS_RDBI(identifiers=[identifier])
    sock.send(request)
    for _ in range(5):
        packets = sock.sniff(count=1, timeout=5)
        if not packets:
            break
        packet = packets[0]
        if packet.payload_type == 0x8001 and UDS in packet:
            print("ANSWER " + bytes(packet[UDS]).hex())
            sys.exit(0)
print("NO ANSWER")
sys.exit(1)
