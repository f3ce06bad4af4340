// An EVM chain on loopback: a token like USDC where Base Sepolia has USDC, Multicall3 and Permit2 where every chain has
// them, a contract wallet, and a second one that is funded but not deployed yet (ERC-6492).
// usage: node chain.mjs [--port 0] [--chain-id 84532] [--token 0x…] [--token-name USDC] [--token-version 2]
import { encodeFunctionData, getAddress, numberToHex, parseUnits, toHex } from 'viem'
import { accounts, keys } from './accounts.mjs'
import { rpc, startAnvil } from './anvil.mjs'
import { cached, contracts } from './compile.mjs'
import { connect } from './evm.mjs'
import { isMain, ready, settings, stopWhenTold } from './script.mjs'

export const BASE_SEPOLIA_USDC = '0x036CbD53842c5426634e7929541eC2318f3dCF7e'
const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11'
const PERMIT2 = '0x000000000022D473030F116dDEE9F6B43aC78BA3'
const WALLET_FACTORY = '0x4021000000000000000000000000000000000001' // ours: any address without code does

/** The code that live chains have at these two addresses. anvil's genesis for Tempo carries it, so it is read from there, once. */
function codeOfLiveChains() {
  return cached('live-chains.json', 'anvil 1.7.1', async () => {
    const tempo = await startAnvil(0, '--network', 'tempo')
    try {
      const code = address => rpc(tempo.url, 'eth_getCode', address, 'latest')
      return { [MULTICALL3]: await code(MULTICALL3), [PERMIT2]: await code(PERMIT2) }
    } finally {
      await tempo.stop()
    }
  })
}

export async function startChain({ port, chainId, token, tokenName, tokenVersion }) {
  const made = await contracts()
  const live = await codeOfLiveChains()
  const anvil = await startAnvil(port, '--chain-id', String(chainId))
  const placed = { ...live, [token]: made.DollarToken.code, [WALLET_FACTORY]: made.OwnedWalletFactory.code }
  for (const [address, code] of Object.entries(placed)) await rpc(anvil.url, 'anvil_setCode', address, code)

  const { reader, writer } = connect(anvil.url, chainId, keys.walletOwner)
  const send = async (address, { abi }, functionName, ...args) => {
    const hash = await writer.writeContract({ address, abi, functionName, args })
    const { status } = await reader.waitForTransactionReceipt({ hash })
    if (status !== 'success') throw new Error(`${functionName} reverted`)
  }
  await send(token, made.DollarToken, 'setDomain', tokenName, tokenVersion)
  const walletOf = index => {
    const args = [accounts.walletOwner, numberToHex(index, { size: 32 })]
    return reader.readContract({ address: WALLET_FACTORY, abi: made.OwnedWalletFactory.abi, functionName: 'walletOf', args })
  }
  const [wallet, undeployedWallet] = [await walletOf(0), await walletOf(1)]
  await send(WALLET_FACTORY, made.OwnedWalletFactory, 'createWallet', accounts.walletOwner, toHex(0, { size: 32 }))
  for (const holder of [accounts.buyer, accounts.secondBuyer, accounts.walletOwner, wallet, undeployedWallet])
    await send(token, made.DollarToken, 'mint', holder, parseUnits('1000', 6))

  const undeployedWalletData = encodeFunctionData({
    abi: made.OwnedWalletFactory.abi, functionName: 'createWallet', args: [accounts.walletOwner, toHex(1, { size: 32 })],
  })
  const addresses = { token: getAddress(token), multicall3: MULTICALL3, permit2: PERMIT2, walletFactory: WALLET_FACTORY, wallet, undeployedWallet }
  const facts = {
    rpcUrl: anvil.url, anvilPid: anvil.pid, chainId: Number(chainId), network: `eip155:${chainId}`,
    tokenName, tokenVersion, addresses, undeployedWalletData, accounts, keys,
  }
  return { facts, stop: anvil.stop }
}

if (isMain(import.meta)) {
  const o = settings({ port: '0', 'chain-id': '84532', token: BASE_SEPOLIA_USDC, 'token-name': 'USDC', 'token-version': '2' })
  const chain = await startChain({
    port: o.port, chainId: o['chain-id'], token: o.token, tokenName: o['token-name'], tokenVersion: o['token-version'],
  })
  stopWhenTold(chain.stop)
  ready(chain.facts)
}
