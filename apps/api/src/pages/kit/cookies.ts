import '@fastify/cookie';
import { type FastifyReply, type FastifyRequest } from 'fastify';

/** What a browser keeps for us. All are needed for the service to work; none follows anybody. */
export type CookieName = 'session' | 'visit' | 'sign-in' | 'notice';

/** How cookies are named and guarded: by the rules of `__Host-` wherever there is https. */
export class Cookies {
  constructor(private readonly secure: boolean) {}

  /** @param publicUrl where people reach the service; without https (this machine only) a browser keeps no Secure cookie */
  static of({ publicUrl }: { publicUrl: string }): Cookies {
    return new Cookies(publicUrl.startsWith('https:'));
  }

  /** The cookie's value, 16 to 200 characters of base64url or lower-case words; anything else is none of ours. */
  read(request: FastifyRequest, name: CookieName): string | undefined {
    // What the router refuses has come past the hook that reads them: then there are none.
    const cookies = request.cookies as FastifyRequest['cookies'] | undefined;
    const value = cookies?.[this.nameOf(name)];
    return value !== undefined && /^[\w.-]{4,200}$/.test(value) ? value : undefined;
  }

  /** Keeps it until the browser is closed. */
  set(reply: FastifyReply, name: CookieName, value: string): void {
    void reply.setCookie(this.nameOf(name), value, this.options);
  }

  clear(reply: FastifyReply, name: CookieName): void {
    void reply.clearCookie(this.nameOf(name), this.options);
  }

  private get options() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure } as const;
  }

  private nameOf(name: CookieName): string {
    return this.secure ? `__Host-${name}` : name;
  }
}
