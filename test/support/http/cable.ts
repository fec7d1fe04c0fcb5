import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The wire to a server, which a test can cut and mend. */
export class Cable {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
    private readonly to: URL,
  ) {}

  /** @param url of the server at the other end */
  static async lay(url: string): Promise<Cable> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const cable = new Cable(server, (server.address() as AddressInfo).port, new URL(url));
    server.on('connection', (socket) => cable.carry(socket));
    return cable;
  }

  /** The server's address by way of this cable. */
  get url(): string {
    const through = new URL(this.to);
    through.host = `127.0.0.1:${this.port}`;
    return through.href;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  private carry(socket: Socket): void {
    const onward = connect(Number(this.to.port), this.to.hostname);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
