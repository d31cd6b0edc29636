"""A DoIP entity with one ECU, every message built and dissected by scapy. Prints the port it listens on."""
import logging
import socket
import sys
import threading

logging.getLogger("scapy").setLevel(logging.ERROR)
from scapy.contrib.automotive.doip import DoIP  # noqa: E402
from scapy.contrib.automotive.uds import UDS  # noqa: E402

ADDRESS = int(sys.argv[1], 0)
# Raw UDS requests in hex and their answers, several joined by "+"; "-" keeps silent, "!" closes in the middle of one.
ANSWERS = dict(pair.split("=") for pair in sys.argv[2:])
VIN = b"SCAPY000000000001"


def entity():
    for _ in range(50):
        tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        tcp.bind(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            udp.bind(("127.0.0.1", tcp.getsockname()[1]))
        except OSError:
            tcp.close()
            udp.close()
            continue
        tcp.listen()
        return tcp, udp
    raise SystemExit("no port is free for both TCP and UDP")


def discovery(udp):
    while True:
        data, peer = udp.recvfrom(4096)
        if DoIP(data).payload_type in (1, 2, 3):
            reply = DoIP(payload_type=4, vin=VIN, logical_address=ADDRESS, eid=b"\x02\0\0\0\0\1", gid=b"\x02\0\0\0\0\1")
            udp.sendto(bytes(reply), peer)


def read_exactly(connection, count):
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


def session(connection):
    try:
        while True:
            header = read_exactly(connection, 8)
            message = DoIP(header + read_exactly(connection, int.from_bytes(header[4:8], "big")))
            if message.payload_type == 5:
                connection.sendall(bytes(DoIP(
                    payload_type=6, logical_address_tester=message.source_address,
                    logical_address_doip_entity=ADDRESS, routing_activation_response=0x10)))
            elif message.payload_type == 0x8001:
                request = bytes(message[UDS]).hex()
                connection.sendall(bytes(DoIP(
                    payload_type=0x8002, source_address=ADDRESS, target_address=message.source_address, ack_code=0)))
                answer = ANSWERS.get(request, "7f" + request[:2] + "31")
                if answer == "-":
                    continue
                torn = answer == "!"
                for part in ("62f190414243" if torn else answer).split("+"):
                    reply = bytes(DoIP(
                        payload_type=0x8001, source_address=ADDRESS, target_address=message.source_address) / UDS(bytes.fromhex(part)))
                    if torn:
                        connection.sendall(reply[:-2])
                        connection.close()
                        return
                    connection.sendall(reply)
    except (ConnectionError, OSError):
        connection.close()


tcp_socket, udp_socket = entity()
threading.Thread(target=discovery, args=(udp_socket,), daemon=True).start()
print("LISTENING %d" % tcp_socket.getsockname()[1], flush=True)
while True:
    accepted, _ = tcp_socket.accept()
    accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    threading.Thread(target=session, args=(accepted,), daemon=True).start()
