// Proves that the token does what USDC does: each signed call in both forms, and each refusal with its text. On anvil, or on a
// chain that runs already and whose facts (as chain.mjs prints them) are given.
// usage: node check-token.mjs [--chain-facts JSON]
import { equal, match } from 'node:assert/strict'
import { BaseError, ContractFunctionRevertedError, hashDomain, hexToBigInt, numberToHex, pad, parseSignature, slice } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { contracts } from './compile.mjs'
import { connect } from './evm.mjs'
import { settings, start } from './script.mjs'

const { 'chain-facts': facts } = settings({ 'chain-facts': '' })
const chain = facts ? JSON.parse(facts) : await start('chain.mjs')
const { DollarToken: { abi } } = await contracts()
const { accounts: { buyer, payee }, addresses: { token, wallet }, keys } = chain
const domain = { name: chain.tokenName, version: chain.tokenVersion, chainId: chain.chainId, verifyingContract: token }
const members = text => text.split(',').map(m => m.split(' ')).map(([type, name]) => ({ type, name }))
const authorization = members('address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce')
const types = {
  TransferWithAuthorization: authorization,
  ReceiveWithAuthorization: authorization,
  CancelAuthorization: members('address authorizer,bytes32 nonce'),
  Permit: members('address owner,address spender,uint256 value,uint256 nonce,uint256 deadline'),
}
const { reader } = connect(chain.rpcUrl, chain.chainId, keys.facilitator)
const read = (functionName, ...args) => reader.readContract({ address: token, abi, functionName, args })
const sign = (key, primaryType, message) => privateKeyToAccount(key).signTypedData({ domain, types, primaryType, message })
const parts = signature => [hexToBigInt(slice(signature, 64)), slice(signature, 0, 32), slice(signature, 32, 64)].map((p, i) => (i ? p : Number(p)))
const forms = { bytes: signature => [signature], 'v, r, s': parts }

/** Sends the call; undefined when it succeeded, else the reason of the revert. */
async function call(key, functionName, args) {
  const { writer } = connect(chain.rpcUrl, chain.chainId, key)
  try {
    const hash = await writer.writeContract({ address: token, abi, functionName, args })
    equal((await reader.waitForTransactionReceipt({ hash })).status, 'success')
  } catch (e) {
    const revert = e instanceof BaseError && e.walk(cause => cause instanceof ContractFunctionRevertedError)
    // Sent without a simulation, so the text comes in the node's message.
    const reason = revert?.reason ?? /reverted with the following reason:\n(.*)|revert: ([^"\n]*)/.exec(e.message)?.slice(1).find(Boolean)
    if (!reason) throw e
    return reason
  }
}

let checks = 0
let last = 0
const now = (await reader.getBlock()).timestamp
const fresh = changes => ({ from: buyer, to: payee, value: 7n, validAfter: 0n, validBefore: now + 600n, nonce: numberToHex(++last, { size: 32 }), ...changes })
async function expect(what, wanted, got) {
  equal(await got, wanted, what)
  checks++
}

for (const [type, sender] of [['TransferWithAuthorization', keys.facilitator], ['ReceiveWithAuthorization', keys.payee]])
  for (const [form, split] of Object.entries(forms)) {
    const name = type[0].toLowerCase() + type.slice(1)
    const attempt = async (message, { key = keys.buyer, change = s => s, from = sender } = {}) =>
      call(from, name, [...Object.values(message), ...split(change(await sign(key, type, message)))])
    const it = `${name} (${form})`
    const message = fresh()
    const before = await read('balanceOf', payee)
    await expect(it, undefined, attempt(message))
    await expect(`${it} moves`, before + 7n, read('balanceOf', payee))
    await expect(`${it} marks`, true, read('authorizationState', buyer, message.nonce))
    await expect(`${it} again`, 'FiatTokenV2: authorization is used or canceled', attempt(message))
    await expect(`${it} early`, 'FiatTokenV2: authorization is not yet valid', attempt(fresh({ validAfter: now + 500n })))
    await expect(`${it} late`, 'FiatTokenV2: authorization is expired', attempt(fresh({ validBefore: now })))
    await expect(`${it} by another key`, 'FiatTokenV2: invalid signature', attempt(fresh(), { key: keys.payee }))
    await expect(`${it} too much`, 'ERC20: transfer amount exceeds balance', attempt(fresh({ value: 2n ** 255n })))
    await expect(`${it} to nobody`, type[0] === 'R' ? 'FiatTokenV2: caller must be the payee' : 'ERC20: transfer to the zero address', attempt(fresh({ to: pad('0x', { size: 20 }) })))
    await expect(`${it} high s`, "ECRecover: invalid signature 's' value", attempt(fresh(), { change: highS }))
    await expect(`${it} v of 0 or 1`, "ECRecover: invalid signature 'v' value", attempt(fresh(), { change: s => slice(s, 0, 64) + numberToHex(parseSignature(s).yParity, { size: 1 }).slice(2) }))
    await expect(`${it} r of zero`, 'ECRecover: invalid signature', attempt(fresh(), { change: s => pad('0x', { size: 32 }) + s.slice(66) }))
    await expect(`${it} from a wallet`, undefined, attempt(fresh({ from: wallet }), { key: keys.walletOwner }))
    await expect(`${it} from a wallet, by another key`, 'FiatTokenV2: invalid signature', attempt(fresh({ from: wallet })))
    if (form === 'bytes') await expect(`${it} short`, 'ECRecover: invalid signature length', attempt(fresh(), { change: s => slice(s, 0, 64) }))
    if (type[0] === 'R') await expect(`${it} not by the payee`, 'FiatTokenV2: caller must be the payee', attempt(fresh(), { from: keys.facilitator }))
  }
for (const [form, split] of Object.entries(forms)) {
  const { nonce, ...rest } = fresh()
  const signature = await sign(keys.buyer, 'CancelAuthorization', { authorizer: buyer, nonce })
  const cancel = () => call(keys.facilitator, 'cancelAuthorization', [buyer, nonce, ...split(signature)])
  await expect(`cancelAuthorization (${form})`, undefined, cancel())
  await expect(`cancelAuthorization (${form}) again`, 'FiatTokenV2: authorization is used or canceled', cancel())
  const late = { ...rest, nonce }
  const args = [...Object.values(late), await sign(keys.buyer, 'TransferWithAuthorization', late)]
  await expect('a cancelled authorization', 'FiatTokenV2: authorization is used or canceled', call(keys.facilitator, 'transferWithAuthorization', args))

  const permit = { owner: buyer, spender: payee, value: 11n, nonce: await read('nonces', buyer), deadline: now + 600n }
  const allow = async ({ owner, spender, value, deadline }, key = keys.buyer, message = permit) =>
    call(keys.facilitator, 'permit', [owner, spender, value, deadline, ...split(await sign(key, 'Permit', message))])
  await expect(`permit (${form})`, undefined, allow(permit))
  await expect(`permit (${form}) allows`, 11n, read('allowance', buyer, payee))
  await expect(`permit (${form}) again`, 'EIP2612: invalid signature', allow(permit))
  await expect(`permit (${form}) late`, 'FiatTokenV2: permit is expired', allow({ ...permit, deadline: now - 1n }))
  const owned = { ...permit, owner: wallet, nonce: await read('nonces', wallet) }
  await expect(`permit (${form}) of a wallet`, undefined, allow(owned, keys.walletOwner, owned))
}
await expect('transferFrom', undefined, call(keys.payee, 'transferFrom', [buyer, payee, 11n]))
await expect('transferFrom again', 'ERC20: transfer amount exceeds allowance', call(keys.payee, 'transferFrom', [buyer, payee, 1n]))
await expect('transfer', undefined, call(keys.payee, 'transfer', [buyer, 1n]))
const EIP712Domain = members('string name,string version,uint256 chainId,address verifyingContract')
await expect('domain separator', hashDomain({ domain, types: { EIP712Domain } }), read('DOMAIN_SEPARATOR'))
if (!facts) await checkOurOwn()

await chain.stop?.()
console.log(JSON.stringify({ checks, result: 'all as it should be' }))

/** What only the token of token.sol and the code on chain.mjs's chain have. */
async function checkOurOwn() {
  await call(keys.payee, 'setDomain', ['USD Coin', '1'])
  await expect('another domain', hashDomain({ domain: { ...domain, name: 'USD Coin', version: '1' }, types: { EIP712Domain } }), read('DOMAIN_SEPARATOR'))
  match(await reader.getCode({ address: chain.addresses.multicall3 }), /^0x[0-9a-f]{7000}/)
}

/** The other signature of the same message: s mirrored at the curve's order, and v flipped. */
function highS(signature) {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const [v, r, s] = parts(signature)
  return r + numberToHex(order - hexToBigInt(s), { size: 32 }).slice(2) + numberToHex(55 - v, { size: 1 }).slice(2)
}
