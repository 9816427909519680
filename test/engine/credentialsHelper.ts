import {
  type ICredentialDataDecryptedObject,
  ICredentialsHelper,
  type IHttpRequestOptions,
  type INodeProperties,
  type IRequestOptionsSimplified,
} from 'n8n-workflow';

/** Serves credentials from a plain object and authenticates as both of ours do, with a Bearer header. */
export class TestCredentials extends ICredentialsHelper {
  constructor(private readonly byType: Record<string, ICredentialDataDecryptedObject>) {
    super();
  }

  async authenticate(
    { apiKey }: ICredentialDataDecryptedObject,
    _typeName: string,
    options: IHttpRequestOptions | IRequestOptionsSimplified,
  ): Promise<IHttpRequestOptions> {
    if (!('url' in options) || options.url === undefined) throw new TypeError('a request without a URL');
    return {
      ...options,
      url: options.url,
      headers: { ...options.headers, Authorization: `Bearer ${typeof apiKey === 'string' ? apiKey : ''}` },
    };
  }

  async getDecrypted(_data: unknown, _node: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
    const credential = this.byType[type];
    if (credential === undefined) throw new Error(`no credential of type ${type}`);
    return { ...credential };
  }

  getParentTypes(): string[] {
    return [];
  }

  isCredentialUsableByNode(): boolean {
    return true;
  }

  async preAuthentication(): Promise<undefined> {
    return undefined;
  }

  async runPreAuthentication(): Promise<undefined> {
    return undefined;
  }

  async getCredentials(): Promise<never> {
    throw new Error('not used by nodes');
  }

  async updateCredentials(): Promise<void> {
    throw new Error('not used by nodes');
  }

  async updateCredentialsOauthTokenData(): Promise<void> {
    throw new Error('not used by nodes');
  }

  getCredentialsProperties(): INodeProperties[] {
    return [];
  }
}
