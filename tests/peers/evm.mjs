// viem connections to the chain, and the signers that the reference packages take.
import { toClientEvmSigner, toFacilitatorEvmSigner } from '@x402/evm'
import { createPublicClient, createWalletClient, defineChain, erc20Abi, http, publicActions, serializeErc6492Signature } from 'viem'
import { nonceManager, privateKeyToAccount } from 'viem/accounts'

const POLLING = 20 // milliseconds: a transaction is mined at once, so viem's seconds would be the whole of a payment's time

const chainAt = (url, chainId) =>
  defineChain({
    id: Number(chainId),
    name: 'peers',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
    contracts: { multicall3: { address: '0xcA11bde05977b3631167028862bE2a173976CA11' } },
  })

export const chainIdOf = network => Number(network.slice('eip155:'.length))

/** One client that reads, and one that sends from the key's account. */
export function connect(url, chainId, key) {
  const shared = { chain: chainAt(url, chainId), transport: http(url), pollingInterval: POLLING }
  return { reader: createPublicClient(shared), writer: createWalletClient({ ...shared, account: privateKeyToAccount(key) }) }
}

export function balanceOf(url, chainId, token, holder) {
  const reader = createPublicClient({ chain: chainAt(url, chainId), transport: http(url) })
  return reader.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [holder] })
}

/** The facilitator's account. viem counts its nonces, so no other program may send from the same key. */
export function facilitatorSigner(url, network, key) {
  const account = privateKeyToAccount(key, { nonceManager })
  const chain = chainAt(url, chainIdOf(network))
  const client = createWalletClient({ account, chain, transport: http(url), pollingInterval: POLLING }).extend(publicActions)
  return toFacilitatorEvmSigner(Object.assign(client, { address: account.address }))
}

/**
 * A payer: the account of the key; or the contract wallet that this key owns, in which case `factory` and `factoryData` make
 * its signatures those of a wallet that is still to be deployed.
 */
export function payer({ key, url, network, wallet, factory, factoryData }) {
  const account = privateKeyToAccount(key)
  const signTypedData = async message => {
    const signature = await account.signTypedData(message)
    return factory ? serializeErc6492Signature({ address: factory, data: factoryData, signature }) : signature
  }
  const signer = wallet ? { address: wallet, signTypedData } : account
  return url ? toClientEvmSigner(signer, connect(url, chainIdOf(network), key).reader) : signer
}
